import { createUnit, unitOptions } from '@/server/modules/inventory'
import type { ImportSession } from '../session'
import type { SourceFolder } from '../table'

type Class = 'count' | 'mass' | 'volume' | 'length' | 'area'
/** Units of the source by the UN/ECE code they mean; with class, factor and places where Keel does not bring them. */
const MEANING: Record<string, readonly [code: string, unitClass?: Class, factor?: string, digits?: number]> = {
  EA: ['EA'],
  PC: ['EA'],
  DZ: ['DZN'],
  BOX: ['XBX'],
  CAR: ['XCT'],
  PAL: ['XPX'],
  KG: ['KGM'],
  G: ['GRM'],
  LB: ['LBR'],
  L: ['LTR'],
  ML: ['MLT'],
  M: ['MTR'],
  CM: ['CMT'],
  MM: ['MMT'],
  IN: ['INH'],
  M2: ['MTK'],
  M3: ['MTQ'],
  CBM: ['MTQ'],
  MG: ['MGM', 'mass', '0.000001', 0],
  OZ: ['ONZ', 'mass', '0.0283495231', 2],
  KT: ['KTN', 'mass', '1000000', 6],
  GAL: ['GLL', 'volume', '3.785411784', 3],
  PT: ['PTL', 'volume', '0.473176473', 3],
  CCM: ['CMQ', 'volume', '0.001', 0],
  CDM: ['DMQ', 'volume', '1', 3],
  FT3: ['FTQ', 'volume', '28.316846592', 3],
  DM: ['DMT', 'length', '0.1', 2],
  KM: ['KMT', 'length', '1000', 6],
  CM2: ['CMK', 'area', '0.0001', 2],
  BTL: ['XBO', 'count', '1', 0],
  CAN: ['XCA', 'count', '1', 0],
  CR: ['XCR', 'count', '1', 0],
  CS: ['XCS', 'count', '1', 0],
  CTN: ['XCN', 'count', '1', 0],
  PAK: ['XPK', 'count', '1', 0],
}

/** Units of measure; what measures no quantity (temperature, density, percent) is told as rejected. Returns the stock unit. */
export async function importUnits(session: ImportSession, source: SourceFolder): Promise<{ pieceId: string }> {
  const rows = await source.all('UnitMeasure', ['UnitMeasureCode'], ['Name'])
  const { units } = await session.query(unitOptions, {})
  const known = new Map(units.map((u) => [u.code, u.id]))
  const wanted = rows.filter(({ key, line, row }) => {
    if (!MEANING[key]) source.reject('UnitMeasure', line, key, 'not a unit that quantities are counted in', row)
    return MEANING[key] !== undefined
  })
  await session.each('UnitMeasure', 'unit_of_measure', wanted, async ({ key, row }) => {
    const [code = key, unitClass, factor = '1', digits = 0] = MEANING[key] ?? []
    const there = known.get(code)
    if (there) return { id: there }
    const input = { code, name: row.Name ?? code, unitClass: unitClass ?? ('count' as const), factor, digits }
    return session.run(createUnit, input, `UnitMeasure:${key}`)
  })
  const pieceId = known.get('EA')
  if (!pieceId) throw new Error('There is no unit EA (piece).')
  return { pieceId }
}
