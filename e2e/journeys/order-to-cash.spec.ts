import { expect, type Page, test } from '@playwright/test'
import { actions, aside, definition, facts, numberOf, progress, run } from '../fixtures/document'
import { sendForApproval, writeOrder } from '../fixtures/orders'
import { actAs } from '../fixtures/people'
import { SLUG, signIn } from '../fixtures/sign-in'

/**
 * City of Springfield Fleet is a club: the general list holds, less the 3 % of its group; taxed; net 60 days.
 *
 *   WH-010 Wheelset alloy 700C   2 x 199.00 = 398.00   less 3 % (11.94) = 386.06
 *   DR-080 Pedals flat          10 x  34.90 = 349.00   less 3 % (10.47) = 338.53
 *                                                                   net   724.59
 *   state tax  6.25 % of 724.59 = 45.286875                              45.29
 *   local tax  2    % of 724.59 = 14.4918                                14.49
 *                                                                   gross 784.37
 */
const CUSTOMER = 'City of Springfield Fleet'
const LINES = [
  { item: 'WH-010', quantity: '2' },
  { item: 'DR-080', quantity: '10' },
]

const cellsOf = (page: Page, name: RegExp) => page.getByRole('row', { name }).getByRole('cell')

test('an order goes from the representative to the bank and stands in the books', async ({ page }) => {
  await actAs(page, 'sales')
  await writeOrder(page, CUSTOMER, LINES)
  const lines = page.getByRole('grid', { name: 'Lines' })
  await expect(lines.getByRole('row', { name: /WH-010/ })).toContainText('386.06')
  await expect(lines.getByRole('row', { name: /DR-080/ })).toContainText('338.53')
  const totals = page.getByRole('definition')
  for (const amount of ['USD 724.59', 'USD 59.78', 'USD 784.37'])
    await expect(totals.filter({ hasText: amount })).toBeVisible()
  const order = await sendForApproval(page)
  await expect(facts(page)).toContainText('In approval')

  await actAs(page, 'manager')
  await page.goto(`/${SLUG}/approvals`)
  const waiting = page.getByRole('listitem').filter({ hasText: order.number })
  await expect(waiting).toContainText(CUSTOMER)
  await expect(waiting).toContainText('USD 784.37')
  await waiting.getByRole('button', { name: 'Approve' }).click()
  await expect(waiting).toHaveCount(0)

  await actAs(page, 'warehouse')
  await page.goto(order.url)
  await expect(progress(page)).toContainText(/Shipped\s*0 of 12/)
  await run(page, 'Deliver')
  await expect(page.getByRole('textbox', { name: `Quantity of WH-010, order ${order.number}` })).toHaveValue('2')
  await expect(page.getByRole('textbox', { name: `Quantity of DR-080, order ${order.number}` })).toHaveValue('10')
  await page.getByRole('button', { name: 'Make and post' }).click()
  const delivery = await numberOf(page, 'Delivery')
  await expect(facts(page)).toContainText('Posted')

  await actAs(page, 'accountant')
  const before = await trialBalance(page)
  await page.goto(order.url)
  await expect(aside(page).getByRole('link', { name: delivery })).toBeVisible()
  await run(page, 'Invoice')
  await page.getByRole('button', { name: 'Make draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Customer invoice no number yet' })).toBeVisible()
  await run(page, 'Post invoice')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Post invoice' }).click()
  const invoice = await numberOf(page, 'Customer invoice')
  const invoiceUrl = page.url()
  await expect(facts(page)).toContainText('Unpaid')
  await expect(definition(page, 'USD 784.37')).toBeVisible()

  await run(page, 'Print')
  const pdf = page.getByRole('dialog', { name: invoice }).getByRole('link', { name: 'Download PDF' })
  const printed = await page.request.get((await pdf.getAttribute('href')) ?? '')
  expect(printed.status()).toBe(200)
  expect(printed.headers()['content-type']).toContain('application/pdf')
  expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await page.keyboard.press('Escape')

  await run(page, 'Receive payment')
  await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue(CUSTOMER)
  await page.getByRole('textbox', { name: 'Amount', exact: true }).fill('784.37')
  await page.getByRole('checkbox', { name: `Settle ${invoice}` }).click()
  const outcome = page.getByRole('region', { name: 'What posting will do' })
  await expect(outcome).toContainText(/Settled\s*USD\s784\.37/)
  await expect(outcome).toContainText(/Stays on account\s*–/)
  await page.getByRole('button', { name: 'Post payment' }).click()
  await numberOf(page, 'Payment received')
  await expect(cellsOf(page, new RegExp(`^${invoice} `)).filter({ hasText: '784.37' })).toBeVisible()

  await page.goto(invoiceUrl)
  await expect(page.getByRole('definition').filter({ hasText: /^Paid$/ })).toBeVisible()
  await page.goto(order.url)
  for (const step of [/Ordered\s*12\s/, /Reserved\s*12\s/, /Shipped\s*12\s/, /Invoiced\s*12\s/, /Paid\s*784\.37\s/])
    await expect(progress(page).getByRole('listitem').filter({ hasText: step })).toBeVisible()
  await expect(facts(page)).toContainText('Closed')

  await gapless(page, invoice)
  await entryOf(page, invoice)

  // Invoice and payment both turn over the receivable: each side grows by 784.37 twice, and nothing else has happened.
  const after = await trialBalance(page)
  expect(after.debit).toBe(after.credit)
  expect(after.debit - before.debit).toBe(2n * 78_437n)
})

/** The totals of the trial balance of the year in cents, which the two columns must share. */
async function trialBalance(page: Page): Promise<{ debit: bigint; credit: bigint }> {
  await page.goto(`/${SLUG}/finance/reports/trial-balance`)
  const total = page.getByRole('row', { name: /^Total/ })
  await expect(total).toBeVisible()
  const cells = await total.getByRole('cell').allTextContents()
  const cents = (text: string | undefined) => BigInt((text ?? '').replace(/[,.]/g, ''))
  const [, , debit, credit] = cells
  return { debit: cents(debit), credit: cents(credit) }
}

/** A posted invoice has the number after the one before it: that one is there, the next one is not. */
async function gapless(page: Page, invoice: string): Promise<void> {
  const [, head = '', last = ''] = /^(.*-)(\d+)$/.exec(invoice) ?? []
  const number = (step: number) => `${head}${String(Number(last) + step).padStart(last.length, '0')}`
  await page.goto(`/${SLUG}/sales/invoices`)
  const search = page.getByRole('searchbox')
  await search.fill(number(-1))
  await expect(page.getByRole('link', { name: number(-1) })).toBeVisible()
  await search.fill(number(1))
  await expect(page.getByRole('link', { name: number(-1) })).toHaveCount(0)
  await expect(page.getByRole('link', { name: number(1) })).toHaveCount(0)
}

/** The entry of the invoice: the customer owes the gross, revenue takes the net, each tax authority its own. */
async function entryOf(page: Page, invoice: string): Promise<void> {
  await page.goto(`/${SLUG}/finance/journal-entries`)
  await page.getByRole('searchbox').fill(invoice)
  await page
    .getByRole('row', { name: new RegExp(`Customer invoice ${invoice}`) })
    .getByRole('link')
    .click()
  const entry = page.getByRole('table')
  const booked = async (account: RegExp) =>
    Promise.all(
      (await entry.getByRole('row', { name: account }).all()).map(async (row) =>
        (await row.getByRole('cell').allTextContents()).slice(-2),
      ),
    )
  await expect(entry.getByRole('row', { name: /^Total/ })).toBeVisible()
  expect(await booked(/Accounts receivable/)).toEqual([['784.37', '']])
  expect(await booked(/^40000 Sales/)).toEqual([['', '724.59']])
  expect(await booked(/Sales tax payable/)).toEqual([
    ['', '45.29'],
    ['', '14.49'],
  ])
  expect(await booked(/^Total/)).toEqual([['784.37', '784.37']])
}

test('a discount over the limit is stopped at its line, told to the manager, overridden with a reason and approved', async ({
  page,
  browser,
}) => {
  // DR-050 Crankset 46/30: 2 x 149.00 = 298.00 less 28 % (83.44) = 214.56; tax 13.41 + 4.29 = 17.70; gross 232.26.
  const office = await browser.newPage()
  await actAs(office, 'manager')

  await actAs(page, 'sales')
  await writeOrder(page, CUSTOMER, [{ item: 'DR-050', quantity: '2', discount: '28' }])
  await expect(definition(page, 'USD 214.56')).toBeVisible()
  await run(page, 'Send for approval')
  const number = await numberOf(page, 'Sales order')
  await expect(facts(page)).toContainText('Blocked')
  const line = page.getByRole('grid', { name: 'Lines' }).getByRole('row', { name: /DR-050/ })
  const finding = 'A discount of 28 % is more than your 10 %.'
  await expect(line).toContainText(finding)
  await expect(line).toContainText('Whoever has sales.price.override may override')
  await expect(line.getByRole('button', { name: 'Override' })).toHaveCount(0)

  await office.getByRole('button', { name: /new alert/ }).click()
  const alert = office.getByRole('dialog').getByRole('link', { name: `${number} · 1 DR-050: ${finding}` })
  await expect(alert).toBeVisible()
  await alert.click()
  const stopped = office.getByRole('grid', { name: 'Lines' }).getByRole('row', { name: /DR-050/ })
  await stopped.getByRole('button', { name: 'Override' }).click()
  const dialog = office.getByRole('alertdialog', { name: 'Override this rule?' })
  await expect(dialog.getByRole('button', { name: 'Override' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Agreed for the fleet contract')
  await dialog.getByRole('button', { name: 'Override' }).click()
  await expect(stopped).toContainText('overridden by Daniel Brandt: Agreed for the fleet contract')
  await run(office, 'Approve order')
  await expect(progress(office)).toContainText(/Reserved\s*2\s/)
  await expect(definition(office, 'USD 232.26')).toBeVisible()
  await office.close()
})

test('the auditor reads an order and may do nothing; the warehouse does not see the money', async ({ page }) => {
  await actAs(page, 'sales')
  await writeOrder(page, CUSTOMER, [{ item: 'DR-080', quantity: '1' }])
  const order = await sendForApproval(page)

  await actAs(page, 'auditor')
  await page.goto(order.url)
  await expect(page.getByRole('grid', { name: 'Lines' }).getByRole('row', { name: /DR-080/ })).toContainText('33.85')
  const approve = actions(page).getByRole('button', { name: 'Approve order' })
  await expect(approve).toBeDisabled()
  await approve.focus()
  await expect(page.getByRole('tooltip')).toContainText('It needs the permission sales.sales_order.approve')
  await run(page, 'More actions')
  const offered = page.getByRole('menu').getByRole('menuitem')
  const reason =
    /You may not do this\. It needs the permission|is not possible now|Only an approved order|Nothing can be/
  await expect(offered.first()).toBeVisible()
  for (const action of await offered.all()) {
    await expect(action).toBeDisabled()
    await expect(action).toContainText(reason)
  }
  await expect(offered.filter({ hasText: 'Revise' })).toContainText('sales.sales_order.update')

  await actAs(page, 'warehouse')
  await expect(page.getByRole('link', { name: 'Payments', exact: true })).toHaveCount(0)
  await page.goto(`/${SLUG}/finance/payments`)
  await expect(page.getByRole('alert').filter({ hasText: /could not be loaded|may not/ })).toBeVisible()
  await expect(page.getByRole('gridcell')).toHaveCount(0)
  await page.goto(`/${SLUG}/finance/payments/new`)
  await expect(page.getByRole('button', { name: 'Post payment' })).toBeDisabled()
})

test('the manager approves from the phone @phone', async ({ page, browser }) => {
  const desk = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await actAs(desk, 'sales')
  await writeOrder(desk, CUSTOMER, [{ item: 'DR-080', quantity: '2' }])
  const order = await sendForApproval(desk)

  await signIn(page, 'manager')
  await page.getByRole('link', { name: /Approvals/ }).click()
  const waiting = page.getByRole('listitem').filter({ hasText: order.number })
  // 2 x 34.90 = 69.80 less 3 % (2.09) = 67.71; tax 4.23 + 1.35 = 5.58; gross 73.29.
  await expect(waiting).toContainText('USD 73.29')
  await waiting.getByRole('button', { name: 'Approve' }).click()
  await expect(waiting).toHaveCount(0)

  await desk.reload()
  await expect(facts(desk)).toContainText('Approved')
  await desk.close()
})
