import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { actAs } from '@/e2e/fixtures/people'
import { settle, still } from '@/e2e/fixtures/settle'
import { type Role, SLUG, speak } from '@/e2e/fixtures/sign-in'
import type { Picture } from './pictures'

const SIZES = { desk: { width: 1280, height: 800 }, phone: { width: 375, height: 720 } } as const

/** The development server's own badge is no part of the product. */
const HIDDEN = 'nextjs-portal { display: none !important }'

/** One signed-in browser a person: signing in again and again is slow, and is throttled. */
export class Sitting {
  readonly #contexts = new Map<Role, BrowserContext>()

  constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  async pageOf(role: Role): Promise<Page> {
    const known = this.#contexts.get(role)
    if (known) return known.newPage()
    const context = await this.browser.newContext({
      ...{ baseURL: this.url, locale: 'en-US', timezoneId: 'UTC', viewport: SIZES.desk, reducedMotion: 'reduce' },
    })
    // A page may be built when it is first asked for.
    context.setDefaultTimeout(120_000)
    context.setDefaultNavigationTimeout(180_000)
    const page = await context.newPage()
    await actAs(page, role)
    await speak(page, 'en')
    this.#contexts.set(role, context)
    return page
  }
}

/** A page may be built when it is first asked for; the live connection never lets the network rest. */
async function rest(page: Page): Promise<void> {
  await settle(page, 60_000)
  await page.evaluate(() => document.fonts.ready)
  await still(page)
}

/** Opens the document of a row by the link that its number is. */
async function openRow(page: Page, open: true | string): Promise<void> {
  const rows = page
    .getByRole('main')
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
  const row = open === true ? rows.first() : rows.filter({ hasText: open }).first()
  const address = await row.getByRole('link').first().getAttribute('href')
  if (!address) throw new Error('the row leads nowhere')
  await page.goto(address)
}

/** Makes the limit of a rule stricter in a draft and replays it; the draft stays and judges nothing. */
async function tryRule(page: Page, { parameter }: NonNullable<Picture['trial']>): Promise<void> {
  const row = page.locator('fieldset > div').filter({ hasText: parameter })
  for (const field of await row.getByRole('textbox').all()) await field.fill('6')
  const save = page.getByRole('button', { name: 'Save draft' })
  if (await save.isEnabled()) {
    await save.click()
    await expect(page.getByText('The draft is saved').first()).toBeVisible()
  }
  await page.getByRole('button', { name: 'Simulate' }).click()
  await expect(page.getByRole('table', { name: 'By person' })).toBeVisible({ timeout: 60_000 })
}

/** Takes one picture into a file. */
export async function take(sitting: Sitting, picture: Picture, file: string): Promise<void> {
  const page = await sitting.pageOf(picture.as)
  try {
    await page.setViewportSize(SIZES[picture.size ?? 'desk'])
    await page.emulateMedia({ colorScheme: picture.theme ?? 'light', reducedMotion: 'reduce' })
    const answer = await page.goto(`/${SLUG}/${picture.path}`)
    if (answer && !answer.ok()) throw new Error(`${picture.path} answers ${answer.status()}`)
    await rest(page)
    if (picture.open) {
      await openRow(page, picture.open)
      await rest(page)
    }
    if (picture.trial) await tryRule(page, picture.trial)
    for (const { role, name } of picture.press ?? []) await page.getByRole(role, { name }).first().click()
    for (const keys of picture.keys ?? []) await page.keyboard.press(keys)
    if (picture.type) await page.keyboard.type(picture.type)
    if (picture.press || picture.trial) await rest(page)
    if (picture.type) await expect(page.getByRole('option').first()).toBeVisible()
    if (picture.show)
      await page
        .getByRole('heading', { name: picture.show })
        .first()
        .evaluate((heading) => heading.scrollIntoView({ block: 'start' }))
    await page.addStyleTag({ content: HIDDEN })
    await still(page)
    await page.screenshot({ path: file, scale: 'css', animations: 'disabled', caret: 'hide' })
  } finally {
    await page.close()
  }
}
