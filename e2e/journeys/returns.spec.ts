import { expect, test } from '@playwright/test'
import { aside, facts, more, numberOf, run } from '../fixtures/document'
import { sendForApproval, writeOrder } from '../fixtures/orders'
import { actAs } from '../fixtures/people'

/**
 * 4 pedals sold as to the club: 4 x 34.90 = 139.60 less 3 % (4.19) = 135.41; tax 8.46 + 2.71; gross 146.58.
 *
 *   1 comes back:       34.90 less 3 % (1.05) = 33.85; tax 2.12 + 0.68; credit 36.65
 *   10.00 off the rest: tax 0.63 + 0.20;                                credit 10.83
 */
const CUSTOMER = 'City of Springfield Fleet'

test('goods come back and are credited; another credit takes only money off, and never more than is left', async ({
  page,
}) => {
  await actAs(page, 'sales')
  await writeOrder(page, CUSTOMER, [{ item: 'DR-080', quantity: '4' }])
  const order = await sendForApproval(page)
  await actAs(page, 'manager')
  await page.goto(order.url)
  await run(page, 'Approve order')
  await expect(facts(page)).toContainText('Approved')

  await run(page, 'Deliver')
  await page.getByRole('button', { name: 'Make and post' }).click()
  await numberOf(page, 'Delivery')
  const delivery = page.url()

  await run(page, 'Invoice')
  await page.getByRole('button', { name: 'Post invoice' }).click()
  const invoice = await numberOf(page, 'Customer invoice')
  const invoiceUrl = page.url()
  await expect(facts(page)).toContainText('146.58')

  await page.goto(delivery)
  await more(page, 'Take goods back')
  const make = page.getByRole('button', { name: 'Make return' })
  await expect(make).toBeDisabled()
  await page.getByRole('textbox', { name: 'Quantity of DR-080 that comes back' }).fill('1')
  await page.getByLabel('Reason').fill('Bearing is rough')
  await make.click()
  await numberOf(page, 'Return')
  const returnUrl = page.url()

  await run(page, 'Approve return')
  await expect(facts(page)).toContainText('Approved')
  await actAs(page, 'warehouse')
  await page.goto(returnUrl)
  await run(page, 'Receive goods')
  await expect(facts(page)).toContainText('Received')

  await actAs(page, 'accountant')
  await page.goto(returnUrl)
  await run(page, 'Credit and close')
  await expect(facts(page)).toContainText('Closed')
  await expect(aside(page).getByRole('link', { name: /^Credit note/ })).toContainText('USD 36.65')

  await page.goto(invoiceUrl)
  const credited = page
    .getByRole('row', { name: /DR-080/ })
    .getByRole('cell')
    .last()
  await expect(credited).toHaveText('33.85')
  await run(page, 'Credit')
  const dialog = page.getByRole('dialog', { name: `Credit ${invoice}` })
  await dialog.getByRole('textbox', { name: 'Amount of Pedals flat' }).fill('101.57')
  await dialog.getByLabel('Reason').fill('Scratches, kept by the customer')
  await dialog.getByRole('button', { name: 'Post credit note' }).click()
  await expect(page.getByText(/101\.56/).first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Amount of Pedals flat' }).fill('10')
  await dialog.getByRole('button', { name: 'Post credit note' }).click()
  await numberOf(page, 'Credit note')
  await expect(facts(page)).toContainText('10.83')
  await page.goto(invoiceUrl)
  await expect(credited).toHaveText('43.85')
})
