import '@/server/composition'
import { addMonths, type CalendarDate, todayIn } from '@/server/kernel/calendar-date'
import { pools } from '@/server/platform/pools'
import { openAurora, tradeSome } from './aurora'
import { cnAccounts, keepBooks, usAccounts } from './books'
import { type Branch, type BranchItem, idsByCode } from './branch'
import { buySome } from './buying'
import { shanghaiClients } from './clients'
import { tradeHistory } from './history'
import { makeCompany, makeCustomers, savePriceList } from './masters'
import { ADMIN_EMAIL, DEMO_PASSWORD, DEMO_SLUG, demoLogins, LAST_EMAIL, makePeople, type People } from './people'
import { openStock } from './stock'

export interface DemoLogins {
  readonly slug: string
  readonly password: string
  readonly logins: readonly { readonly name: string; readonly email: string; readonly role: string }[]
  /** False when an earlier start was interrupted while the company was being made: `--reset` makes it anew. */
  readonly complete: boolean
  /** Whether it was made now. */
  readonly made: boolean
}

const MONTHS = 6

/**
 * The demo company: a small bicycle manufacturer with half a year of trade that ends today, in two legal entities. Everything
 * is done by the commands that people use, by people with their roles. When it is there nothing is changed.
 */
export async function seedDemo(say: (line: string) => void = () => {}): Promise<DemoLogins> {
  const known = await pools.auth<{ email: string }[]>`
    select email from user_account where email in (${ADMIN_EMAIL}, ${LAST_EMAIL})`
  const answer = { slug: DEMO_SLUG, password: DEMO_PASSWORD, logins: demoLogins }
  if (known.length > 0) return { ...answer, complete: known.length === 2, made: false }
  const began = Date.now()
  say('Making the demo company Aurora Cycles ...')
  const today = todayIn('America/Chicago')
  const start = addMonths(today, -MONTHS)
  const people = await makePeople()
  const items = await makeAurora(people, start, today, say)
  await makeShanghai(people, items, addMonths(today, -4), today)
  await people.finish()
  say(`The demo company is there (${Math.round((Date.now() - began) / 1000)} s).`)
  return { ...answer, complete: true, made: true }
}

async function makeAurora(
  people: People,
  start: CalendarDate,
  today: CalendarDate,
  say: (line: string) => void,
): Promise<BranchItem[]> {
  const branch = await openAurora(people, start, today)
  await tradeHistory(branch, { perMonth: 42, seed: 20_260_101 })
  await tradeSome(branch)
  await keepBooks(branch, usAccounts, { payroll: 27_500, rent: 6_800, selling: 3_400, depreciation: 1_900 })
  const began = Date.now()
  await buySome(branch, people)
  say(`  its purchases (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  return [...branch.items]
}

async function makeShanghai(
  people: People,
  items: readonly BranchItem[],
  start: CalendarDate,
  today: CalendarDate,
): Promise<void> {
  const { admin } = people
  const companyId = await makeCompany(admin, start, {
    code: 'CN',
    name: '极光自行车（上海）有限公司',
    country: 'CN',
    baseCurrency: 'CNY',
    taxId: '91310115MA1K4AUR0X',
    timeZone: 'Asia/Shanghai',
    chartTemplate: 'cn',
  })
  const warehouse = (await idsByCode(admin, 'warehouse', companyId))('MAIN')
  const sold = items.filter((i) => !['SERVICES', 'NUTRITION'].includes(i.category) && i.tracking !== 'serial')
  const base = {
    desk: people,
    companyId,
    currency: 'CNY',
    perDollar: 7.1,
    start,
    today,
    warehouses: [warehouse],
    items: sold,
    stockShare: 0.4,
  }
  const list = (await idsByCode(admin, 'price_list', companyId))('CNY')
  await savePriceList(base, list, sold, (i) => Math.round(i.price * 7.1))
  const taxes = { exempt: 'VAT13-OUT', taxed: 'VAT13-OUT' }
  const customers = await makeCustomers(people, { companyId, start, ...taxes, groups: new Map() }, shanghaiClients)
  const branch: Branch = { ...base, customers }
  await openStock(branch)
  await tradeHistory(branch, { perMonth: 11, seed: 20_260_202 })
  const words = {
    'Capital paid in': '投入资本',
    'Workshop equipment': '购置车间设备',
    Rent: '支付房租',
    Advertising: '支付广告费',
    'Salaries accrued': '计提工资',
    'Salaries paid': '发放工资',
    Depreciation: '计提折旧',
    'Suppliers paid': '支付供应商货款',
  }
  await keepBooks(branch, cnAccounts, { payroll: 34_000, rent: 12_000, selling: 5_200, depreciation: 2_500 }, words)
}
