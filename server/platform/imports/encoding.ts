const strict = (encoding: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Chinese text in GB18030 has its high bytes in pairs; in Western text they stand alone between letters. */
function looksChinese(bytes: Uint8Array): boolean {
  let paired = 0
  let alone = 0
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue
    if ((bytes[i + 1] ?? 0) >= 0x80) {
      paired++
      i++
    } else alone++
  }
  return paired > alone
}

/** A text file in UTF-8, whatever a spreadsheet program saved it in: UTF-16, GB18030 (Chinese Windows) or Windows-1252. */
export function asUtf8(bytes: Uint8Array): Uint8Array {
  const [a, b] = bytes
  const wide = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined
  if (!wide && strict('utf-8', bytes) !== undefined) return bytes
  const text = wide
    ? strict(wide, bytes)
    : looksChinese(bytes)
      ? strict('gb18030', bytes)
      : strict('windows-1252', bytes)
  return text === undefined ? bytes : new TextEncoder().encode(text)
}
