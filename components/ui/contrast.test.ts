import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(path.resolve(import.meta.dirname, '../../app/globals.css'), 'utf8')
function palette(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1] ?? '', found[2] ?? '']))
}

/** Contrast of two colours as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const linear = (at: number) => {
      const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
    }
    return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5)
  }
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['surface', 'canvas', 'sunken', 'hover', 'selected']
const tones = ['draft', 'progress', 'attention', 'done', 'blocked']
const pairs: [text: string, ground: string, least: number][] = [
  ...grounds.flatMap((ground) =>
    ['ink', 'muted', 'faint', 'accent-text', ...tones].map((text): [string, string, number] => [text, ground, 4.5]),
  ),
  ...tones.flatMap((tone): [string, string, number][] => [
    [tone, `${tone}-soft`, 4.5],
    ['ink', `${tone}-soft`, 4.5],
  ]),
  ...['accent', 'accent-hover'].map((ground): [string, string, number] => ['on-accent', ground, 4.5]),
  ...['danger', 'danger-hover'].map((ground): [string, string, number] => ['on-danger', ground, 4.5]),
  ['accent-text', 'accent-soft', 4.5],
  ['tip-ink', 'tip', 4.5],
  ['tip-muted', 'tip', 4.5],
  ...['surface', 'canvas'].flatMap((ground) =>
    ['control', 'focus', 'accent'].map((line): [string, string, number] => [line, ground, 3]),
  ),
  ...[1, 2, 3, 4, 5, 6].map((index): [string, string, number] => [`chart-${index}`, 'surface', 3]),
]

describe.each([
  ['light', palette(':root')],
  ['dark', palette('.dark')],
] as const)('the %s palette', (_name, colours) => {
  it.each(pairs)('%s on %s holds %d:1', (text, ground, least) => {
    expect(contrast(colours.get(text) ?? '#000000', colours.get(ground) ?? '#000000')).toBeGreaterThanOrEqual(least)
  })
})
