import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { documentPages, plainPages } from '../fixtures/pages'
import { settle } from '../fixtures/settle'
import { SLUG, signIn, speak } from '../fixtures/sign-in'

/**
 * Each page, in both languages, at a desk and on a phone, light and dark: it answers, says no error, misses no word and axe
 * finds nothing. Derived from the routes.
 */
const problems: string[] = []

async function watch(page: Page): Promise<void> {
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${page.url()}: ${message.text().slice(0, 300)}`)
  })
}

/** A message that is missing shows its key: `sales.order.columns.total`. */
const KEY =
  /\b(?:sales|finance|inventory|procurement|control|approval|inbox|settings|common|table|form|document|shell|errors|identity|audit)\.[a-z][A-Za-z_]+(?:\.[A-Za-z_]+)+\b/

async function check(page: Page, path: string): Promise<string[]> {
  const found: string[] = []
  const response = await page.goto(`/${SLUG}/${path}`)
  if (response?.status() !== 200) found.push(`answers ${response?.status()}`)
  await settle(page)
  const key = KEY.exec((await page.getByRole('main').textContent()) ?? '')
  if (key) found.push(`shows the message key ${key[0]}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 1) found.push(`is ${wide} px wider than the screen`)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  for (const v of violations) found.push(`axe ${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`)
  return found.map((what) => `${path || 'home'} ${what}`)
}

/** The first folder of a page's address; pages without one stand together. */
const moduleOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : 'home')
const modules = [...new Set([...plainPages, ...documentPages].map(moduleOf))]

async function round(page: Page, module: string, locale: 'en' | 'zh', scheme: 'light' | 'dark'): Promise<void> {
  problems.length = 0
  await watch(page)
  await signIn(page, 'admin')
  await speak(page, locale)
  await page.emulateMedia({ colorScheme: scheme })
  const found: string[] = []
  for (const path of plainPages.filter((p) => moduleOf(p) === module)) found.push(...(await check(page, path)))
  expect([...found, ...problems]).toEqual([])
}

for (const module of modules) {
  test(`every page of ${module} at a desk in English, light`, async ({ page }) => {
    test.setTimeout(600_000)
    await round(page, module, 'en', 'light')
  })

  test(`every page of ${module} on a phone in Chinese, dark @phone`, async ({ page }) => {
    test.setTimeout(600_000)
    await round(page, module, 'zh', 'dark')
  })
}

test('the first document of every list', async ({ page }) => {
  test.setTimeout(600_000)
  problems.length = 0
  await watch(page)
  await signIn(page, 'admin')
  const found: string[] = []
  for (const list of documentPages) {
    await page.goto(`/${SLUG}/${list}`)
    await settle(page)
    const link = page.locator(`main a[href*="/${list}/"]:not([href$="/new"])`).first()
    const href = (await link.count()) > 0 ? await link.getAttribute('href') : null
    if (href) found.push(...(await check(page, href.replace(`/${SLUG}/`, ''))))
  }
  expect([...found, ...problems]).toEqual([])
})
