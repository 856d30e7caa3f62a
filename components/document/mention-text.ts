export interface Person {
  readonly id: string
  readonly name: string
}
/** A comment as it is stored: mentions are `@[name](id)`, so a later change of name does not lose the person. */
export type CommentBody = string

export interface Piece {
  readonly text: string
  readonly person?: string
}

const MENTION = /@\[([^\]\n]{1,120})\]\(([\w-]{1,64})\)/g

/** A comment in pieces of text and mentions. */
export function piecesOf(body: CommentBody): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of body.matchAll(MENTION)) {
    if (match.index > end) pieces.push({ text: body.slice(end, match.index) })
    pieces.push({ text: `@${match[1]}`, person: match[2] })
    end = match.index + match[0].length
  }
  if (end < body.length) pieces.push({ text: body.slice(end) })
  return pieces
}

/** The mention that is being typed at the caret: `@` after a gap, then up to 40 characters without a line end. */
export function mentionAt(text: string, caret: number): { from: number; query: string } | null {
  const before = text.slice(0, caret)
  const match = /(?:^|[\s(，。、])@([^\s@]{0,40})$/.exec(before)
  return match?.[1] === undefined ? null : { from: caret - match[1].length - 1, query: match[1] }
}

/** What a person sees while writing (`@Ann Lee`) as it is stored; the longest names are found first. */
export function encodeMentions(text: string, people: readonly Person[]): CommentBody {
  const sorted = [...people].sort((a, b) => b.name.length - a.name.length)
  let out = ''
  let at = 0
  while (at < text.length) {
    const person = text[at] === '@' ? sorted.find((p) => text.startsWith(p.name, at + 1)) : undefined
    out += person ? `@[${person.name.replace(/[[\]]/g, '')}](${person.id})` : text[at]
    at += person ? person.name.length + 1 : 1
  }
  return out
}
