import { expect, type Page, test } from '@playwright/test'
import { actAs, actions, numberOf } from '../fixtures/people'
import { SLUG } from '../fixtures/sign-in'

// Many people and a supplier in one journey, on a machine that may be busy.
test.describe.configure({ timeout: 240_000 })

const facts = (page: Page) => page.getByRole('article')
const run = (page: Page, name: string) => actions(page).getByRole('button', { name, exact: true }).click()
const definition = (page: Page, text: string | RegExp) => page.getByRole('definition').filter({ hasText: text }).first()
const cell = (page: Page, column: string) => page.getByLabel(new RegExp(`^${column}, line 1:`))

/** The link that the buyer makes for a supplier and copies. */
async function portalLink(page: Page, supplier: string): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/${SLUG}/procurement/suppliers`)
  await page.getByRole('row', { name: supplier }).getByRole('link').first().click()
  await page.getByRole('tab', { name: 'Portal' }).click()
  const links = page.getByRole('listitem').filter({ hasText: 'Valid until' })
  await page.getByRole('button', { name: 'New link' }).click()
  await links.filter({ hasText: 'By Elena Petrova' }).first().getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('/portal/')
  return page.evaluate(() => navigator.clipboard.readText())
}

/** Asks two suppliers for twenty rear derailleurs; the address of the request. */
async function askForOffers(page: Page): Promise<{ number: string; url: string }> {
  await page.goto(`/${SLUG}/procurement/rfqs/new`)
  await page.getByRole('textbox', { name: 'Title' }).fill('Rear derailleurs for spring')
  for (const supplier of ['Shimada', 'Midwest']) {
    await page.getByRole('combobox', { name: 'Suppliers to ask' }).fill(supplier)
    await page.getByRole('option', { name: new RegExp(supplier) }).click()
  }
  await cell(page, 'Item').and(page.getByRole('combobox')).pressSequentially('DR-060')
  await expect(page.getByRole('option', { name: 'DR-060' })).toBeVisible()
  for (const key of ['Tab', 'Tab']) await page.keyboard.press(key)
  await cell(page, 'Quantity').and(page.getByRole('textbox')).pressSequentially('20')
  await page.keyboard.press('Tab')
  await run(page, 'Send to suppliers')
  const number = await numberOf(page, 'Request for quotation')
  await expect(facts(page)).toContainText('Sent')
  await expect(page.getByRole('row', { name: /Shimada/ })).toContainText('orders@s-100.example')
  return { number, url: page.url() }
}

/**
 * Shimada offers twenty rear derailleurs at 65.25, Midwest at 68.40: 20 x 65.25 = 1,305.00 against 1,368.00. What is ordered is
 * confirmed, announced and billed by the supplier itself, who has nothing but a link.
 */
test('a supplier quotes, confirms, ships and bills by its link, and sees what becomes of it', async ({
  page,
  browser,
}) => {
  await actAs(page, 'buyer')
  const link = await portalLink(page, 'Shimada Components Co.')
  const request = await askForOffers(page)

  const supplier = await (await browser.newContext({ locale: 'en-US', timezoneId: 'UTC' })).newPage()
  await supplier.goto(link)
  await expect(supplier.getByText('Shimada Components Co.')).toBeVisible()
  await supplier.getByRole('tab', { name: /Requests/ }).click()
  await supplier.getByRole('button', { name: request.number }).click()
  await supplier.getByRole('textbox', { name: 'Price of Rear derailleur GX' }).fill('65.25')
  await supplier.getByRole('textbox', { name: 'Delivery time in days' }).fill('14')
  await supplier.getByRole('button', { name: 'Send offer' }).click()
  await expect(supplier.getByText('Offer sent').first()).toBeVisible()

  // The other one has answered by telephone.
  await page.reload()
  await page
    .getByRole('row', { name: /Midwest/ })
    .getByRole('button', { name: 'Enter offer' })
    .click()
  const offered = page.getByRole('grid', { name: 'Lines' }).getByRole('row', { name: /DR-060/ })
  await offered.getByRole('gridcell').nth(5).click()
  await page.keyboard.type('68.40')
  await page.keyboard.press('Tab')
  await run(page, 'Submit')
  await numberOf(page, 'Supplier quotation')
  await expect(facts(page)).toContainText('Submitted')

  await page.goto(request.url)
  const offers = page.getByRole('table', { name: 'Comparison' })
  await expect(offers.getByRole('row', { name: /DR-060/ })).toContainText(/65\.25.*best.*68\.40/)
  await page.getByRole('button', { name: 'Choose the best' }).click()
  await page.getByRole('button', { name: 'Order what is chosen' }).click()
  const order = await numberOf(page, 'Purchase order')
  const orderUrl = page.url()
  await expect(definition(page, 'USD 1,305.00')).toBeVisible()
  await run(page, 'Submit for approval')
  await expect(facts(page)).toContainText('In approval')

  await actAs(page, 'purchasing')
  await page.goto(orderUrl)
  await run(page, 'Approve order')
  await expect(facts(page)).toContainText('Approved')
  await run(page, 'Send to supplier')
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'To' })).toHaveValue('orders@s-100.example')
  await page.getByRole('dialog').getByRole('button', { name: 'Send order' }).click()
  await expect(facts(page)).toContainText('Sent')

  await supplier.goto(link)
  await supplier.getByRole('button', { name: order }).click()
  const part = (title: string) => supplier.getByRole('form', { name: title })
  await part('Confirm the order').getByRole('textbox', { name: 'Your number' }).fill('SHM-4711')
  await supplier.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(supplier.getByText('Confirmed').first()).toBeVisible()
  await part('Shipments').getByRole('textbox', { name: 'Delivery note' }).fill('SHM-DN-1')
  await supplier.getByRole('button', { name: 'Announce' }).click()
  await expect(supplier.getByRole('listitem').filter({ hasText: 'SHM-DN-1' })).toBeVisible()

  await actAs(page, 'warehouse')
  await page.goto(orderUrl)
  await expect(facts(page)).toContainText('Confirmed')
  await run(page, 'Receive')
  await expect(page.getByRole('textbox', { name: 'Quantity of DR-060 that came' })).toHaveValue('20')
  await page.getByRole('button', { name: 'Receive', exact: true }).click()
  await numberOf(page, 'Goods receipt')

  await part('Invoice').getByRole('textbox', { name: 'Invoice number' }).fill('SHM-90001')
  await supplier.getByRole('button', { name: 'Send invoice' }).click()
  await supplier.getByRole('tab', { name: /Invoices/ }).click()
  const bill = supplier.getByRole('row', { name: /SHM-90001/ })
  await expect(bill).toContainText('Being checked')
  await expect(bill).toContainText('1,305.00')

  await actAs(page, 'accountant')
  await page.goto(`/${SLUG}/procurement/supplier-invoices`)
  await page.getByRole('searchbox').fill('SHM-90001')
  await page
    .getByRole('row', { name: /SHM-90001/ })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByText('All lines match order and receipt within the limits.')).toBeVisible()
  await run(page, 'Post')
  await numberOf(page, 'Supplier invoice')
  await expect(definition(page, 'USD 1,305.00')).toBeVisible()

  await supplier.goto(link)
  await supplier.getByRole('tab', { name: /Invoices/ }).click()
  await expect(bill).toContainText('Accepted')

  // A link that is taken back, like one that never was, opens nothing.
  await actAs(page, 'buyer')
  await page.goto(`/${SLUG}/procurement/suppliers`)
  await page.getByRole('row', { name: 'Shimada Components Co.' }).getByRole('link').first().click()
  await page.getByRole('tab', { name: 'Portal' }).click()
  const made = page.getByRole('listitem').filter({ hasText: 'By Elena Petrova' }).first()
  await made.getByRole('button', { name: 'Revoke' }).click()
  await expect(made).toContainText('Revoked')
  for (const dead of [link, link.replace(/.{3}$/, 'xyz')]) {
    await supplier.goto(dead)
    await expect(supplier.getByText('This link opens nothing')).toBeVisible()
  }
  await supplier.context().close()
})
