interface Signature {
  readonly type: string
  readonly extensions: readonly string[]
  readonly matches: (bytes: Uint8Array) => boolean
}

const ascii =
  (text: string, at = 0) =>
  (bytes: Uint8Array) =>
    [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0))
const bytesAt =
  (...expected: number[]) =>
  (bytes: Uint8Array) =>
    expected.every((b, i) => bytes[i] === b)
const zip = bytesAt(0x50, 0x4b, 0x03, 0x04)
/** An office document is a zip that names its main part in the first entries. */
const office = (folder: string) => (bytes: Uint8Array) =>
  zip(bytes) && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(folder)

/** Text in UTF-8 without control characters: nothing that a browser or shell would run by itself. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !/[^\P{Cc}\t\n\r\f]/u.test(text)
  } catch {
    return false
  }
}

/** XML in a Unicode encoding. It is always sent to be saved, so nothing in it runs in a page of ours. */
function isXml(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).trimStart().startsWith('<')
  } catch {
    return false
  }
}

const OOXML = 'application/vnd.openxmlformats-officedocument'
const signatures: readonly Signature[] = [
  { type: 'application/pdf', extensions: ['pdf'], matches: ascii('%PDF-') },
  { type: 'image/png', extensions: ['png'], matches: bytesAt(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], matches: bytesAt(0xff, 0xd8, 0xff) },
  { type: 'image/gif', extensions: ['gif'], matches: ascii('GIF8') },
  { type: 'image/webp', extensions: ['webp'], matches: (b) => ascii('RIFF')(b) && ascii('WEBP', 8)(b) },
  { type: `${OOXML}.spreadsheetml.sheet`, extensions: ['xlsx'], matches: office('xl/') },
  { type: `${OOXML}.wordprocessingml.document`, extensions: ['docx'], matches: office('word/') },
  { type: `${OOXML}.presentationml.presentation`, extensions: ['pptx'], matches: office('ppt/') },
  {
    type: 'application/vnd.oasis.opendocument',
    extensions: ['odt', 'ods', 'odp'],
    matches: office('application/vnd.oasis.opendocument'),
  },
  { type: 'application/xml', extensions: ['xml'], matches: isXml },
  { type: 'text/csv', extensions: ['csv'], matches: isPlainText },
  { type: 'text/plain', extensions: ['txt'], matches: isPlainText },
]

/** What a file is, by its first bytes and its name, which have to agree; undefined = not a kind that Keel keeps. */
export function mediaTypeOf(name: string, bytes: Uint8Array): string | undefined {
  const extension = name.toLowerCase().split('.').pop() ?? ''
  return signatures.find((s) => s.extensions.includes(extension) && s.matches(bytes))?.type
}

/** For the file chooser of a browser. */
export const acceptedExtensions: readonly string[] = signatures.flatMap((s) => s.extensions.map((e) => `.${e}`))
