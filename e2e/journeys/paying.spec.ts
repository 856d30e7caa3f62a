import { expect, type Page, test } from '@playwright/test'
import { ublXml } from '@/server/testing/ubl'
import { choose, definition, facts, numberOf, pick, row, run } from '../fixtures/document'
import { actAs } from '../fixtures/people'
import { SLUG } from '../fixtures/sign-in'

async function supplierTab(page: Page, supplier: string, tab: string): Promise<void> {
  await page.goto(`/${SLUG}/procurement/suppliers`)
  await page.getByRole('row', { name: supplier }).getByRole('link').first().click()
  await page.getByRole('tab', { name: tab }).click()
}

test('a bank account is entered by the treasurer and put in force by somebody else', async ({ page }) => {
  await actAs(page, 'treasurer')
  await supplierTab(page, 'Bright Pixel Studio', 'Bank accounts')
  await page.getByRole('button', { name: 'New bank account' }).click()
  const form = page.getByRole('dialog', { name: 'New bank account' })
  await form.getByRole('textbox', { name: 'IBAN or account number' }).fill('660012347788')
  await form.getByRole('textbox', { name: 'Bank code' }).fill('071000013')
  await form
    .getByRole('textbox', { name: 'How was it verified' })
    .fill('From the signed contract, called back on the known number')
  await form.getByRole('button', { name: 'Send for checking' }).click()
  const account = row(page, 'Bank accounts', /7788/)
  await expect(account).toContainText('Waits for a second person')
  await expect(account).not.toContainText('660012347788')
  await account.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('A second person has to do this').first()).toBeVisible()
  await expect(account).toContainText('Waits for a second person')

  await actAs(page, 'accountant')
  await supplierTab(page, 'Bright Pixel Studio', 'Bank accounts')
  await account.getByRole('button', { name: 'Approve' }).click()
  await expect(account).toContainText('In force')

  // Who neither pays nor books sees no account at all.
  await actAs(page, 'buyer')
  await supplierTab(page, 'Bright Pixel Studio', 'Bank accounts')
  await expect(page.getByText('You may not see bank accounts.')).toBeVisible()
})

/** Twelve posters at 30.00: 360.00, untaxed. A file whose sum is 361.00 is refused by the rule that it breaks. */
const bill = (total: string) =>
  ublXml({
    ...{ number: `BP-${Date.now()}`, currency: 'USD', issueDate: new Date().toISOString().slice(0, 10) },
    vatId: '',
    lines: [{ quantity: '12', price: '30.00', net: '360.00', name: 'Poster, A1', category: 'E', percent: '0' }],
    breakdown: [['360.00', '0.00', 'E', '0']],
    totals: { lines: total, net: total, tax: '0.00', gross: total, payable: total },
  })

test('an e-invoice whose sums are wrong is refused, a right one is read into a draft', async ({ page }) => {
  await actAs(page, 'accountant')
  await page.goto(`/${SLUG}/procurement/supplier-invoices/new`)
  await pick(page, 'Supplier', 'Bright Pixel')
  const drop = async (total: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByText('Drop the XML file here, or choose it').click()
    await (await chooser).setFiles({ name: 'bill.xml', mimeType: 'application/xml', buffer: Buffer.from(bill(total)) })
  }
  await drop('361.00')
  await expect(page.getByText(/BR-CO-10/)).toBeVisible()
  await drop('360.00')
  await page.waitForURL(/supplier-invoices\/[0-9a-f-]{36}$/)
  await expect(facts(page)).toContainText('Draft')
  await expect(definition(page, 'USD 360.00')).toBeVisible()
})

/** Of 48.00 a piece for 6 banners the studio takes two back: 288.00 less 96.00. */
test('the accountant enters a bill by hand and credits a part of it', async ({ page }) => {
  await actAs(page, 'accountant')
  await page.goto(`/${SLUG}/procurement/supplier-invoices/new`)
  await pick(page, 'Supplier', 'Bright Pixel')
  await page.getByRole('textbox', { name: 'Supplier’s number' }).fill(`BP-H-${Date.now()}`)
  await page.getByRole('button', { name: 'Add a line' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Banner, 3 m')
  await page.getByRole('textbox', { name: 'Quantity' }).fill('6')
  await page.getByRole('textbox', { name: 'Unit price' }).fill('48')
  await choose(page, 'Account', /^61000/)
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await numberOf(page, 'Supplier invoice')
  await expect(definition(page, 'USD 288.00')).toBeVisible()
  await run(page, 'Credit note')
  const credit = page.getByRole('dialog', { name: 'Credit note of the supplier' })
  await credit.getByRole('textbox', { name: 'Number of the credit note' }).fill(`BP-C-${Date.now()}`)
  await credit.getByRole('textbox', { name: 'Quantity of Banner, 3 m to credit' }).fill('2')
  await credit.getByRole('textbox', { name: 'Reason' }).fill('Two were misprinted')
  await credit.getByRole('button', { name: 'Make credit note' }).click()
  await expect(definition(page, 'USD 96.00')).toBeVisible()
  await run(page, 'Post')
  await numberOf(page, 'Supplier credit note')
  await expect(facts(page)).toContainText('Posted')
})
