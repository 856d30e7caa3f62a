import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inflateSync } from 'node:zlib'

/**
 * Unpacks a WOFF 1.0 file to the font inside it (https://www.w3.org/TR/WOFF/): header and table directory as a TrueType file
 * has them, tables inflated. The PDF writer reads a packed file by inflating its largest table again for each glyph.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new TypeError('not a WOFF file')
  const count = woff.readUInt16BE(12)
  const power = 2 ** Math.floor(Math.log2(count))
  const header = Buffer.alloc(12 + count * 16)
  header.writeUInt32BE(woff.readUInt32BE(4), 0)
  header.writeUInt16BE(count, 4)
  header.writeUInt16BE(power * 16, 6)
  header.writeUInt16BE(Math.log2(power), 8)
  header.writeUInt16BE((count - power) * 16, 10)
  const parts = [header]
  let offset = header.length
  for (let i = 0; i < count; i++) {
    const entry = 44 + i * 20
    const [at, packed, length, checksum] = [4, 8, 12, 16].map((k) => woff.readUInt32BE(entry + k)) as [
      number,
      number,
      number,
      number,
    ]
    const raw = woff.subarray(at, at + packed)
    const table = packed < length ? inflateSync(raw) : raw
    const to = 12 + i * 16
    woff.copy(header, to, entry, entry + 4)
    header.writeUInt32BE(checksum, to + 4)
    header.writeUInt32BE(offset, to + 8)
    header.writeUInt32BE(length, to + 12)
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4)
    table.copy(padded)
    parts.push(padded)
    offset += padded.length
  }
  return Buffer.concat(parts)
}

const loaded = new Map<number, Buffer>()

/** Noto Sans SC: one font for Latin and Chinese, from the project's own packages, unpacked once. */
export function printFont(weight: 400 | 600): Buffer {
  const known = loaded.get(weight)
  if (known) return known
  const file = `node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`
  const font = unpackWoff(readFileSync(path.join(process.cwd(), file)))
  loaded.set(weight, font)
  return font
}
