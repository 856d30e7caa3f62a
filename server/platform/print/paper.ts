import PDFDocument from 'pdfkit'
import { printFont } from './font'
import type { Words } from './words'

/** A printed document as plain text, already in the reader's language and formats; the renderer only sets it. */
export interface Paper {
  readonly title: string
  readonly number: string | null
  /** Across the page of what is not final: "Draft". */
  readonly watermark?: string | null
  readonly sender: { readonly name: string; readonly lines: readonly string[] }
  readonly recipient?: { readonly label: string; readonly lines: readonly string[] }
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly columns: readonly PaperColumn[]
  readonly rows: readonly PaperRow[]
  readonly totals: readonly { readonly label: string; readonly value: string; readonly strong?: boolean }[]
  readonly notes: readonly string[]
  readonly landscape?: boolean
}
export interface PaperColumn {
  readonly label: string
  /** Share of the width. */
  readonly weight: number
  readonly right?: boolean
}
export interface PaperRow {
  readonly cells: readonly string[]
  /** Second line below the row, quieter. */
  readonly note?: string | null
  /** Group or total rows stand out; deeper rows are set in. */
  readonly strong?: boolean
  readonly indent?: number
}

/** What a file of these papers is called: the one document, or the kind and how many. */
export function paperName(papers: readonly Paper[]): string {
  const [first] = papers
  const last = papers.length === 1 ? first?.number?.replaceAll('/', '-') : String(papers.length)
  return `${[first?.title, last].filter(Boolean).join(' ')}.pdf`
}

const MARGIN = 48
const INK = '#1c1917'
const QUIET = '#6b6660'
const LINE = '#d9d5d0'
type Doc = InstanceType<typeof PDFDocument>

/** Sets a paper on A4 with running head, page numbers and repeated column heads. One font holds Latin and Chinese. */
export const renderPaper = (paper: Paper, words: Words): Promise<Buffer> => renderPapers([paper], words)

/** Several papers of one kind in one file, each with pages of its own. */
export function renderPapers(papers: readonly Paper[], words: Words): Promise<Buffer> {
  const [first] = papers
  const doc = new PDFDocument({
    size: 'A4',
    layout: first?.landscape ? 'landscape' : 'portrait',
    margins: { top: MARGIN, bottom: MARGIN + 20, left: MARGIN, right: MARGIN },
    bufferPages: true,
    autoFirstPage: false,
    info: {
      Title: papers.flatMap((p) => [p.title, p.number].filter(Boolean).join(' ')).join(', '),
      Author: first?.sender.name ?? '',
    },
    lang: words.locale,
  })
  doc.registerFont('text', printFont(400)).registerFont('strong', printFont(600))
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  const starts = papers.map((paper) => {
    const start = doc.bufferedPageRange().count
    doc.addPage()
    head(doc, paper)
    table(doc, paper)
    totals(doc, paper)
    notes(doc, paper)
    return start
  })
  const whole = doc.bufferedPageRange().count
  papers.forEach((paper, i) => {
    everyPage(doc, paper, words, starts[i] ?? 0, starts[i + 1] ?? whole)
  })
  doc.end()
  return done
}

const width = (doc: Doc) => doc.page.width - 2 * MARGIN
const bottom = (doc: Doc) => doc.page.height - MARGIN - 20
const write = (doc: Doc, strong: boolean, size: number, color = INK) =>
  doc
    .font(strong ? 'strong' : 'text')
    .fontSize(size)
    .fillColor(color)

function head(doc: Doc, paper: Paper): void {
  const half = width(doc) / 2 - 12
  const right = MARGIN + width(doc) / 2 + 12
  write(doc, true, 11).text(paper.sender.name, MARGIN, MARGIN, { width: half })
  for (const line of paper.sender.lines) write(doc, false, 8.5, QUIET).text(line, { width: half })
  const senderEnd = doc.y
  write(doc, true, 18).text(paper.title, right, MARGIN - 4, { width: half, align: 'right' })
  if (paper.number) write(doc, false, 11, QUIET).text(paper.number, right, doc.y, { width: half, align: 'right' })
  const top = Math.max(senderEnd, doc.y) + 22
  let recipientEnd = top
  if (paper.recipient) {
    write(doc, false, 8, QUIET).text(paper.recipient.label, MARGIN, top, { width: half })
    paper.recipient.lines.forEach((line, i) => {
      write(doc, i === 0, 10).text(line, MARGIN, doc.y, { width: half })
    })
    recipientEnd = doc.y
  }
  let y = top
  for (const { label, value } of paper.facts) {
    write(doc, false, 8.5, QUIET).text(label, right, y, { width: half * 0.5 })
    write(doc, false, 9).text(value, right + half * 0.5, y, { width: half * 0.5, align: 'right' })
    y = Math.max(doc.y, y + 13)
  }
  doc.y = Math.max(recipientEnd, y) + 20
}

function positions(doc: Doc, columns: readonly PaperColumn[]): { x: number; width: number }[] {
  const total = columns.reduce((n, c) => n + c.weight, 0)
  let x = MARGIN
  return columns.map((c) => {
    const w = (width(doc) * c.weight) / total
    const at = { x, width: w - 8 }
    x += w
    return at
  })
}

function columnHeads(doc: Doc, paper: Paper, at: readonly { x: number; width: number }[]): void {
  const y = doc.y
  write(doc, false, 8, QUIET)
  const height = Math.max(...paper.columns.map((c, i) => doc.heightOfString(c.label, { width: at[i]?.width ?? 0 })))
  paper.columns.forEach((c, i) => {
    doc.text(c.label, at[i]?.x ?? 0, y, { width: at[i]?.width ?? 0, align: c.right ? 'right' : 'left' })
  })
  rule(doc, y + height + 3)
  doc.y = y + height + 8
}

function rule(doc: Doc, y: number): void {
  doc
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + width(doc), y)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke()
}

function table(doc: Doc, paper: Paper): void {
  if (paper.columns.length === 0) return
  const at = positions(doc, paper.columns)
  columnHeads(doc, paper, at)
  for (const row of paper.rows) {
    write(doc, row.strong ?? false, 9)
    const indent = (row.indent ?? 0) * 10
    const heights = row.cells.map((cell, i) =>
      doc.heightOfString(cell || ' ', { width: (at[i]?.width ?? 0) - (i === 0 ? indent : 0) }),
    )
    const noteHeight = row.note ? 11 : 0
    const height = Math.max(...heights) + noteHeight
    if (doc.y + height > bottom(doc)) {
      doc.addPage()
      columnHeads(doc, paper, at)
    }
    const y = doc.y
    row.cells.forEach((cell, i) => {
      const inset = i === 0 ? indent : 0
      write(doc, row.strong ?? false, 9).text(cell, (at[i]?.x ?? 0) + inset, y, {
        width: (at[i]?.width ?? 0) - inset,
        align: paper.columns[i]?.right ? 'right' : 'left',
      })
    })
    if (row.note)
      write(doc, false, 8, QUIET).text(row.note, at[0]?.x ?? MARGIN, y + height - noteHeight, {
        width: width(doc),
        lineBreak: false,
      })
    doc.y = y + height + 5
  }
  rule(doc, doc.y)
  doc.y += 10
}

function totals(doc: Doc, paper: Paper): void {
  const w = 240
  const x = MARGIN + width(doc) - w
  if (doc.y + paper.totals.length * 16 > bottom(doc)) doc.addPage()
  for (const { label, value, strong } of paper.totals) {
    const y = doc.y
    write(doc, strong ?? false, strong ? 11 : 9, strong ? INK : QUIET).text(label, x, y, { width: w * 0.55 })
    const end = doc.y
    write(doc, strong ?? false, strong ? 11 : 9).text(value, x + w * 0.55, y, { width: w * 0.45, align: 'right' })
    doc.y = Math.max(doc.y, end) + 3
  }
}

function notes(doc: Doc, paper: Paper): void {
  doc.y += 16
  for (const note of paper.notes)
    write(doc, false, 8.5, QUIET).text(note, MARGIN, doc.y, { width: width(doc), paragraphGap: 4 })
}

function everyPage(doc: Doc, paper: Paper, words: Words, start: number, end: number): void {
  for (let page = start; page < end; page++) {
    doc.switchToPage(page)
    // Text below the bottom margin would otherwise open a new page.
    doc.page.margins.bottom = 0
    const y = doc.page.height - MARGIN
    const label = [paper.sender.name, paper.title, paper.number].filter(Boolean).join(' · ')
    write(doc, false, 7.5, QUIET).text(label, MARGIN, y, { width: width(doc) * 0.7, lineBreak: false })
    const of = words.t('print.page', { page: page - start + 1, pages: end - start })
    write(doc, false, 7.5, QUIET).text(of, MARGIN + width(doc) * 0.7, y, {
      width: width(doc) * 0.3,
      align: 'right',
      lineBreak: false,
    })
    if (paper.watermark) watermark(doc, paper.watermark)
  }
}

function watermark(doc: Doc, text: string): void {
  const { width: w, height: h } = doc.page
  doc
    .save()
    .rotate(-35, { origin: [w / 2, h / 2] })
    .fillOpacity(0.07)
  write(doc, true, 96).text(text, 0, h / 2 - 60, { width: w, align: 'center', lineBreak: false })
  doc.restore()
}
