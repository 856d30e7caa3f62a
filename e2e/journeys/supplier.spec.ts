import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test'
import { cell, definition, facts, numberOf, pick, run, typeItem } from '../fixtures/document'
import { actAs } from '../fixtures/people'
import { SLUG } from '../fixtures/sign-in'

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n')

/** What the supplier sees: a browser of its own, where nobody has ever signed in. */
async function openLink(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await expect(page.getByRole('heading', { level: 1, name: 'Aurora Cycles Inc.' })).toBeVisible()
  return page
}
const area = (portal: Page, name: 'Orders' | 'Requests' | 'Invoices') => portal.getByRole('tab', { name }).click()
const form = (portal: Page, name: string): Locator => portal.getByRole('form', { name })
const row = (portal: Page, name: string) => portal.getByRole('row', { name: new RegExp(name) })

/** The buyer asks for twenty chains; the link that goes into the mail is put on the clipboard. */
async function askForChains(page: Page): Promise<{ number: string; url: string; link: string }> {
  await page.goto(`/${SLUG}/procurement/rfqs/new`)
  await page.getByRole('textbox', { name: 'Title' }).fill('Chains for the summer')
  await pick(page, 'Suppliers to ask', 'Shimada')
  await typeItem(page, 1, 'DR-020')
  await page.keyboard.press('Tab')
  await cell(page, 'Quantity', 1, 'textbox').pressSequentially('20')
  await page.keyboard.press('Tab')
  await run(page, 'Send to suppliers')
  const number = await numberOf(page, 'Request for quotation')
  await page.waitForURL(/rfqs\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: 'Copy supplier link' }).click()
  await expect(page.getByText('Copied.').first()).toBeVisible()
  return { number, url: page.url(), link: await page.evaluate(() => navigator.clipboard.readText()) }
}

/**
 * Shimada offers chains at 18.50 instead of the 19.80 that were agreed: 20 x 18.50 = 370.00. It confirms 20, ships and bills them, and
 * is paid.
 */
test('a supplier answers, confirms, ships and bills by its link, and sees nothing else', async ({
  page,
  context,
  browser,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await actAs(page, 'buyer')
  const asked = await askForChains(page)
  // An order of somebody else, whose address is tried below.
  await page.goto(`/${SLUG}/procurement/purchase-orders`)
  await page.getByRole('searchbox').fill('Laufrad')
  await page
    .getByRole('row', { name: /Laufrad/ })
    .getByRole('link')
    .first()
    .click()
  await page.waitForURL(/purchase-orders\/[0-9a-f-]{36}$/)
  const foreign = page.url().split('/').pop() ?? ''

  const outside = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC' })
  const portal = await openLink(outside, asked.link)
  await area(portal, 'Requests')
  await portal.getByRole('button', { name: asked.number }).click()
  await portal.getByRole('textbox', { name: /^Price of/ }).fill('18.50')
  await portal.getByRole('textbox', { name: 'Your number' }).fill('SHM-Q-501')
  await portal.getByRole('button', { name: 'Send offer' }).click()
  await expect(portal.getByText('Offer sent')).toBeVisible()

  await page.goto(asked.url)
  await page.getByRole('button', { name: 'Choose the best' }).click()
  await page.getByRole('button', { name: 'Order what is chosen' }).click()
  const order = await numberOf(page, 'Purchase order')
  await page.waitForURL(/purchase-orders\/[0-9a-f-]{36}$/)
  const orderUrl = page.url()
  await expect(definition(page, 'USD 370.00')).toBeVisible()
  await run(page, 'Submit for approval')
  await expect(facts(page)).toContainText('In approval')
  // What is being decided on is not the supplier's to see.
  await portal.reload()
  await area(portal, 'Orders')
  await expect(row(portal, 'PO-').first()).toBeVisible()
  await expect(row(portal, order)).toHaveCount(0)

  await actAs(page, 'purchasing')
  await page.goto(orderUrl)
  await run(page, 'Approve order')
  await expect(facts(page)).toContainText('Approved')
  await run(page, 'Send to supplier')
  await page.getByRole('dialog').getByRole('button', { name: 'Send order' }).click()
  await expect(facts(page)).toContainText('Sent')

  await portal.reload()
  await expect(row(portal, order)).toContainText('To be confirmed')
  await portal.getByRole('button', { name: order }).click()
  await form(portal, 'Confirm the order').getByRole('textbox', { name: 'Your number' }).fill('SHM-A-77')
  await form(portal, 'Confirm the order').getByRole('button', { name: 'Confirm' }).click()
  await expect(portal.getByText('Confirmed', { exact: true })).toBeVisible()
  const shipment = form(portal, 'Shipments')
  await shipment.getByRole('textbox', { name: 'Delivery note' }).fill('LS-9001')
  await shipment.getByRole('button', { name: 'Announce' }).click()
  await expect(portal.getByText('LS-9001')).toBeVisible()
  // Nothing has come yet, so there is nothing to bill.
  const bill = form(portal, 'Invoice')
  const number = `SHM-${Date.now()}`
  await bill.getByRole('textbox', { name: 'Invoice number' }).fill(number)
  await bill.getByRole('button', { name: 'Send invoice' }).click()
  await expect(bill.getByText('Nothing here was received that is not billed already.')).toBeVisible()

  await actAs(page, 'warehouse')
  await page.goto(orderUrl)
  await run(page, 'Receive')
  await expect(page.getByText('LS-9001')).toBeVisible()
  await page.getByRole('button', { name: 'Receive', exact: true }).click()
  await numberOf(page, 'Goods receipt')
  await expect(facts(page)).toContainText('Posted')
  // Storemen work with quantities: what the goods cost is not theirs to see.
  await expect(facts(page)).not.toContainText('370.00')

  const chooser = portal.waitForEvent('filechooser')
  await bill.getByText('Drop the invoice as a file here or choose it').click()
  await (await chooser).setFiles({ name: 'invoice.pdf', mimeType: 'application/pdf', buffer: PDF })
  await bill.getByRole('button', { name: 'Send invoice' }).click()
  await expect(portal.getByText('The invoice has arrived and will be checked.')).toBeVisible()
  await area(portal, 'Invoices')
  await expect(row(portal, number)).toContainText('Being checked')

  await actAs(page, 'accountant')
  await page.goto(`/${SLUG}/procurement/supplier-invoices`)
  await page.getByRole('searchbox').fill(number)
  await row(page, number).getByRole('link').first().click()
  await expect(page.getByText('invoice.pdf')).toBeVisible()
  await run(page, 'Post')
  await numberOf(page, 'Supplier invoice')
  await portal.reload()
  await expect(row(portal, number)).toContainText(/Accepted.*370\.00.*370\.00/)
  await run(page, 'Pay')
  await payInFull(page, number)
  await portal.reload()
  await expect(row(portal, number)).toContainText(/Paid.*370\.00.*0\.00/)

  // Another's order by its address, the buyer's own screens, a link that was made up.
  await portal.goto(`${asked.link}?order=${foreign}`)
  await expect(portal.getByText(/not found|does not exist|no longer/i)).toBeVisible()
  await expect(portal.getByText('Laufrad')).toHaveCount(0)
  await portal.goto(orderUrl)
  await expect(portal).toHaveURL(/sign-in/)
  await portal.goto(`${asked.link.slice(0, -4)}AAAA`)
  await expect(portal.getByText('This link opens nothing')).toBeVisible()
  await outside.close()
})

/** Pays one bill from the form that its button opens. */
async function payInFull(page: Page, number: string): Promise<void> {
  await page.getByRole('checkbox', { name: `Settle ${number}` }).check()
  await page.getByRole('button', { name: 'Take the sum of the items as the amount' }).click()
  await page.getByRole('button', { name: 'Post payment' }).click()
  await numberOf(page, 'Payment')
}
