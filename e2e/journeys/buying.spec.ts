import { expect, type Page, test } from '@playwright/test'
import { cell, definition, facts, more, numberOf, pick, run, typeItem } from '../fixtures/document'
import { actAs } from '../fixtures/people'
import { SLUG, signIn } from '../fixtures/sign-in'

async function ask(page: Page, purpose: string, wanted: string): Promise<string> {
  await page.goto(`/${SLUG}/procurement/requisitions/new`)
  await page.getByRole('textbox', { name: 'Purpose' }).fill(purpose)
  await typeItem(page, 1, 'AC-080')
  await page.keyboard.press('Tab')
  await cell(page, 'Quantity', 1, 'textbox').pressSequentially(wanted)
  await page.keyboard.press('Tab')
  await run(page, 'Save')
  const number = await numberOf(page, 'Purchase requisition')
  await page.waitForURL(/requisitions\/[0-9a-f-]{36}$/)
  return number
}

/** Selects rows of what a search finds, and takes a step for all of them. */
async function together(page: Page, list: string, search: string, rows: readonly string[], step: string) {
  // By its address: what is typed takes a moment to narrow the list, and a list that changes lets its selection go.
  await page.goto(`/${SLUG}/procurement/${list}?q=${encodeURIComponent(search)}`)
  for (const row of rows)
    await page
      .getByRole('row', { name: new RegExp(row) })
      .getByRole('checkbox', { name: 'Select' })
      .check()
  await page.getByRole('region', { name: 'Selected entries' }).getByRole('button', { name: step, exact: true }).click()
}
const confirmAll = (page: Page, step: string) =>
  page.getByRole('alertdialog').getByRole('button', { name: step, exact: true }).click()

/**
 * Two needs of floor pumps, 4 and 6, at the agreed 21.00 of Midwest: one order of 10 x 21.00 = 210.00, then of 12 x 21.00 = 252.00.
 */
test('two needs are bought as one, and the order that is out is revised and approved anew', async ({ page }) => {
  await actAs(page, 'requester')
  const purpose = `Pumps ${Date.now()}`
  const needs = [await ask(page, `${purpose} A`, '4'), await ask(page, `${purpose} B`, '6')]
  await together(page, 'requisitions', purpose, needs, 'Submit for approval')
  await confirmAll(page, 'Submit for approval')
  await expect(page.getByText('Submit for approval: 2 done.')).toBeVisible()

  await actAs(page, 'purchasing')
  await together(page, 'requisitions', purpose, needs, 'Approve')
  await confirmAll(page, 'Approve')
  await expect(page.getByText('Approve: 2 done.')).toBeVisible()

  await actAs(page, 'buyer')
  await together(page, 'requisitions', purpose, needs, 'Order')
  for (const need of needs) await pick(page, `Supplier of AC-080, ${need}`, 'Midwest')
  await page.getByRole('button', { name: 'Make order', exact: true }).click()
  await numberOf(page, 'Purchase order')
  await page.waitForURL(/purchase-orders\/[0-9a-f-]{36}$/)
  const url = page.url()
  await expect(definition(page, 'USD 210.00')).toBeVisible()
  const lines = page.getByRole('grid', { name: 'Lines' })
  await expect(lines.getByRole('row', { name: /AC-080/ })).toHaveCount(1)
  await run(page, 'Submit for approval')
  await expect(facts(page)).toContainText('In approval')

  await actAs(page, 'purchasing')
  await page.goto(url)
  await run(page, 'Approve order')
  await run(page, 'Send to supplier')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('It went another way, without mail').click()
  await dialog.getByRole('button', { name: /^Mark/ }).click()
  await expect(facts(page)).toContainText('Sent')

  await actAs(page, 'buyer')
  await page.goto(url)
  await more(page, 'Revise')
  const why = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await why.getByRole('textbox').fill('Two more for the spare bikes')
  await why.getByRole('button', { name: 'Revise' }).click()
  await expect(facts(page)).toContainText('Draft')
  await lines
    .getByRole('row', { name: /AC-080/ })
    .getByRole('gridcell', { name: '10', exact: true })
    .click()
  await page.keyboard.type('12')
  await page.keyboard.press('Tab')
  await run(page, 'Submit for approval')
  await expect(facts(page)).toContainText('In approval')

  await actAs(page, 'purchasing')
  await page.goto(url)
  await run(page, 'Approve order')
  await expect(facts(page)).toContainText('Approved')
  await expect(definition(page, 'USD 252.00')).toBeVisible()
  await expect(page.getByText('Revision 1').first()).toBeVisible()
})

/** Orders over 10,000 wait for the purchasing manager; two copies of 11,374.00 are decided at once by whom she named. */
test('a stand-in approves two orders at once on the phone @phone', async ({ page, browser }) => {
  const desk = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await actAs(desk, 'buyer')
  const copies: string[] = []
  for (const _ of [1, 2]) {
    await desk.goto(`/${SLUG}/procurement/purchase-orders`)
    await desk.getByRole('searchbox').fill('PO-2026-00023')
    await desk
      .getByRole('row', { name: /PO-2026-00023/ })
      .getByRole('link')
      .first()
      .click()
    await expect(desk.getByRole('heading', { level: 1, name: 'Purchase order' })).toContainText('PO-2026-00023')
    await more(desk, 'Duplicate')
    const heading = desk.getByRole('heading', { level: 1, name: 'Purchase order' })
    await expect(heading).not.toContainText('PO-2026-00023')
    copies.push(await numberOf(desk, 'Purchase order'))
  }
  await together(desk, 'purchase-orders', 'Pacific', copies, 'Submit for approval')
  await confirmAll(desk, 'Submit for approval')
  await expect(desk.getByText(/2 done/)).toBeVisible()

  await actAs(desk, 'purchasing')
  await desk.goto(`/${SLUG}/settings/profile`)
  await desk.getByRole('button', { name: 'Name a stand-in' }).click()
  const form = desk.getByRole('dialog', { name: 'Name a stand-in' })
  await form.getByRole('combobox', { name: 'Stand-in' }).fill('Henrik')
  await desk.getByRole('option', { name: /Henrik/ }).click()
  const today = new Date().toISOString().slice(0, 10)
  await form.getByRole('textbox', { name: 'From' }).fill(today)
  await form.getByRole('textbox', { name: /^To/ }).fill(today)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(desk.getByText('Henrik Sand decides for you')).toBeVisible()

  await signIn(page, 'controller')
  await page.getByRole('link', { name: /Approvals/ }).click()
  for (const copy of copies) {
    const waiting = page.getByRole('listitem').filter({ hasText: copy })
    await expect(waiting).toContainText('USD 11,374.00')
    await page.getByRole('checkbox', { name: `Choose ${copy}` }).check()
  }
  await page.getByRole('toolbar', { name: '2 chosen' }).getByRole('button', { name: 'Approve' }).click()
  const decide = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await decide.getByRole('button', { name: 'Approve' }).click()
  for (const copy of copies) await expect(page.getByRole('listitem').filter({ hasText: copy })).toHaveCount(0)

  await desk.goto(`/${SLUG}/procurement/purchase-orders`)
  await desk.getByRole('searchbox').fill('Pacific')
  for (const copy of copies) await expect(desk.getByRole('row', { name: new RegExp(copy) })).toContainText('Approved')
  await desk.goto(`/${SLUG}/settings/profile`)
  await desk.getByRole('listitem').filter({ hasText: 'Henrik Sand' }).getByRole('button', { name: 'End' }).click()
  await expect(desk.getByText('Henrik Sand decides for you')).toHaveCount(0)
  await desk.close()
})
