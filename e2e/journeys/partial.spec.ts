import { expect, type Page, test } from '@playwright/test'
import { actions, aside, definition, facts, more, numberOf, progress, row, run } from '../fixtures/document'
import { writeOrder } from '../fixtures/orders'
import { actAs } from '../fixtures/people'
import { SLUG } from '../fixtures/sign-in'

/**
 * 10 pedals to a dealer with the club's terms: 34.90 less 3 % = 33.853 each.
 *
 *   5 + 3 billed of two deliveries in one invoice: 8 x 34.90 = 279.20 less 3 % (8.38) = 270.82; tax 16.93 + 5.42; gross 293.17
 */
const CUSTOMER = 'City of Springfield Fleet'
const quantity = (page: Page, order: string) =>
  page.getByRole('textbox', { name: `Quantity of DR-080, order ${order}` })

test('an order goes in parts: not more than ordered, one part picked short, both parts in one invoice, the rest closed short', async ({
  page,
}) => {
  await actAs(page, 'manager')
  await writeOrder(page, CUSTOMER, [{ item: 'DR-080', quantity: '10' }])
  await run(page, 'Approve order')
  const order = await numberOf(page, 'Sales order')
  await page.waitForURL(/sales-orders\/[0-9a-f-]{36}$/)
  const orderUrl = page.url()

  // Too much is refused, and why stands on the page until it is mended.
  await run(page, 'Deliver')
  await quantity(page, order).fill('11')
  await page.getByRole('button', { name: 'Make delivery' }).click()
  const refused = page.getByRole('region', { name: 'New delivery' }).getByRole('alert')
  await expect(refused).toContainText('11 would be delivered of 10 ordered')
  await quantity(page, order).fill('6')
  await page.getByRole('button', { name: 'Make delivery' }).click()
  const first = await numberOf(page, 'Delivery')

  // What was picked is posted, though nobody confirmed the picking before.
  await run(page, 'Release')
  await page.getByRole('textbox', { name: 'Picked of DR-080' }).fill('5')
  await run(page, 'Post delivery')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Post delivery' }).click()
  await expect(facts(page)).toContainText('Posted')
  await expect(row(page, 'Lines', /DR-080/)).toContainText(/6\sEA\s*5\sEA/)
  const firstUrl = page.url()

  await page.goto(orderUrl)
  await expect(progress(page)).toContainText(/Shipped\s*5 of 10/)
  await run(page, 'Deliver')
  await quantity(page, order).fill('3')
  await page.getByRole('button', { name: 'Make and post' }).click()
  const second = await numberOf(page, 'Delivery')

  await page.goto(`/${SLUG}/sales/deliveries`)
  for (const number of [first, second])
    await page
      .getByRole('row', { name: new RegExp(number) })
      .getByRole('checkbox')
      .first()
      .click()
  await page.getByRole('button', { name: 'Invoice', exact: true }).click()
  await expect(quantity(page, order)).toHaveValue('8')
  await page.getByRole('button', { name: 'Post invoice' }).click()
  await numberOf(page, 'Customer invoice')
  await expect(definition(page, 'USD 293.17')).toBeVisible()
  for (const number of [first, second]) await expect(aside(page).getByRole('link', { name: number })).toBeVisible()

  // What is billed does not ask for its invoice any more.
  await page.goto(firstUrl)
  await expect(facts(page)).toContainText('Posted')
  await expect(actions(page).getByRole('button', { name: 'Invoice' })).toHaveCount(0)

  await page.goto(orderUrl)
  await more(page, 'Close short')
  const asked = page.getByRole('alertdialog')
  await asked.getByRole('textbox', { name: 'Reason' }).fill('The last two are not needed')
  await asked.getByRole('button', { name: 'Close short' }).click()
  await expect(facts(page)).toContainText('Closed')
  await more(page, 'Reopen')
  await expect(progress(page)).toContainText(/Shipped\s*8 of 10/)
})
