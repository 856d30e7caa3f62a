import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { AppError } from '@/server/kernel/errors'

/** The largest XML file that is read: far above what an invoice without embedded files or a month of bank lines needs. */
export const MAX_XML_BYTES = 5 * 1024 * 1024
const MAX_DEPTH = 32
const MAX_ELEMENTS = 200_000

/** An element: text, attributes (`@name`) and children by local name. */
export type XmlNode = string | { readonly [name: string]: unknown }

const refuse = (code: string, params: Record<string, string | number> = {}) =>
  new AppError('validation', `common.${code}`, params, [{ path: 'file', code: `common.${code}`, params }])

/** UTF-8 or UTF-16 by its byte order mark; anything that is not text of that kind is refused. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw refuse('xml_encoding')
  }
}

/**
 * Counts elements and the depth of nesting before anything is built, so that a hostile file costs one pass over its text.
 * Comments, CDATA and processing instructions are stepped over as a whole.
 */
function measure(text: string): void {
  let depth = 0
  let elements = 0
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1]
    if (next === '!') {
      if (text.startsWith('<!--', at)) at = skip(text, at, '-->')
      else if (text.startsWith('<![CDATA[', at)) at = skip(text, at, ']]>')
      else throw refuse('xml_declarations')
    } else if (next === '?') at = skip(text, at, '?>')
    else if (next === '/') depth--
    else {
      const end = text.indexOf('>', at)
      if (end === -1) throw refuse('xml_broken', { line: 1 })
      if (text[end - 1] !== '/') depth++
      if (++elements > MAX_ELEMENTS) throw refuse('xml_too_large', { megabytes: MAX_XML_BYTES / 1024 / 1024 })
      if (depth > MAX_DEPTH) throw refuse('xml_too_deep', { depth: MAX_DEPTH })
      at = end - 1
    }
  }
}

function skip(text: string, from: number, end: string): number {
  const at = text.indexOf(end, from)
  if (at === -1) throw refuse('xml_broken', { line: 1 })
  return at + end.length - 1
}

/** No entities but the five of XML itself, which `textOf` puts back; no types: `007` stays `007`. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
  maxNestedTags: MAX_DEPTH + 1,
})

/**
 * Reads an XML file into plain nodes. Documents with a DTD or entities of their own, over 5 MB, nested deeper than 32 or not
 * well-formed are refused before anything is built of them.
 * Errors: common.xml_too_large, .xml_encoding, .xml_declarations, .xml_too_deep, .xml_broken.
 */
export function readXml(bytes: Uint8Array): { root: string; node: XmlNode } {
  if (bytes.byteLength > MAX_XML_BYTES) throw refuse('xml_too_large', { megabytes: MAX_XML_BYTES / 1024 / 1024 })
  const text = decode(bytes)
  if (!text.trimStart().startsWith('<')) throw refuse('xml_broken', { line: 1 })
  measure(text)
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw refuse('xml_broken', { line: valid.err.line })
  let tree: Record<string, unknown>
  try {
    tree = parser.parse(text) as Record<string, unknown>
  } catch {
    throw refuse('xml_broken', { line: 1 })
  }
  const [entry, ...more] = Object.entries(tree)
  if (!entry || more.length > 0 || Array.isArray(entry[1])) throw refuse('xml_broken', { line: 1 })
  return { root: entry[0], node: entry[1] as XmlNode }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** The children of a local name, whatever prefix the file gave its namespace. */
export function all(node: XmlNode | undefined, name: string): XmlNode[] {
  if (node === undefined || typeof node === 'string') return []
  return Object.entries(node)
    .filter(([key]) => !key.startsWith('@') && local(key) === name)
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]) as XmlNode[])
}

/** The first child along a path. */
export const one = (node: XmlNode | undefined, ...path: string[]): XmlNode | undefined =>
  path.reduce<XmlNode | undefined>((at, name) => all(at, name)[0], node)

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const decodeEntities = (text: string) =>
  text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const point = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
  })

/** The text of an element without control characters, or null when it is absent or empty. */
export function textOf(node: XmlNode | undefined): string | null {
  const raw = typeof node === 'string' ? node : node?.['#text']
  if (typeof raw !== 'string') return null
  const text = decodeEntities(raw)
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  return text === '' ? null : text
}

export const attribute = (node: XmlNode | undefined, name: string): string | null => {
  const value = typeof node === 'object' ? node[`@${name}`] : undefined
  return typeof value === 'string' ? decodeEntities(value) : null
}
