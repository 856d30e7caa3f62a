import { expect, test } from '@playwright/test'
import { aside, choose, definition, facts, find, more, numberOf, pick, row, run } from '../fixtures/document'
import { actAs } from '../fixtures/people'
import { SLUG } from '../fixtures/sign-in'

/** Of 60 road tyres 24 came and were put aside: they are looked at, sent back, and may be sent again. Of 50 city tyres 5 go back. */
test('the storeman rejects what was on hold and sends back what is wrong', async ({ page }) => {
  await actAs(page, 'warehouse')
  await find(page, 'procurement/goods-receipts', 'Laufrad')
  await expect(page.getByText('1 line is on hold until somebody decides.')).toBeVisible()
  await expect(row(page, 'Lines', /WH-140/)).toContainText(/QUARANTINE.*24/)
  await run(page, 'Inspect')
  const inspection = page.getByRole('alertdialog', { name: 'Decide about goods on hold' })
  await choose(page, 'Decision about WH-140', 'Reject and return')
  await expect(inspection.getByRole('button', { name: 'Decide' })).toBeDisabled()
  await inspection.getByRole('textbox', { name: 'Reason' }).fill('Sidewalls cracked')
  await inspection.getByRole('button', { name: 'Decide' }).click()
  await expect(page.getByText('until somebody decides')).toHaveCount(0)
  await expect(aside(page)).toContainText('Return to supplier')
  await expect(aside(page)).toContainText('decided about goods on hold')

  await run(page, 'Return to supplier')
  const back = page.getByRole('alertdialog', { name: 'Return to supplier' })
  await expect(back).toContainText('at most 50 EA')
  await back.getByRole('textbox', { name: 'Quantity of WH-110 that goes back' }).fill('5')
  await back.getByRole('textbox', { name: 'Reason' }).fill('Wrong tread')
  await back.getByRole('button', { name: 'Send back' }).click()
  await numberOf(page, 'Return to supplier')
  await expect(facts(page)).toContainText('Sent back')
  await expect(row(page, 'Lines', /WH-110/)).toContainText('5')
})

/**
 * Shimada still owes 40 chains and 60 rotors. A new company takes no surplus without asking: 45 chains are refused as a whole. Then 40
 * chains come, and 20 rotors, two more of which were damaged and are not taken in.
 */
test('the storeman takes in what one supplier brings of several orders, and no more than was ordered', async ({
  page,
}) => {
  await actAs(page, 'warehouse')
  await page.goto(`/${SLUG}/procurement/goods-receipts/new`)
  await pick(page, 'Supplier', 'Shimada')
  const came = (item: string) => page.getByRole('textbox', { name: `Quantity of ${item} that came` })
  await expect(came('DR-020')).toHaveValue('40')
  await came('DR-020').fill('45')
  await came('BR-030').fill('20')
  await page.getByRole('textbox', { name: 'Quantity of BR-030 sent away' }).fill('2')
  await expect(page.getByRole('button', { name: 'Receive', exact: true })).toBeDisabled()
  await page.getByRole('textbox', { name: 'Why BR-030 was sent away' }).fill('Bent in transport')
  await page.getByRole('button', { name: 'Receive', exact: true }).click()
  await expect(page.getByText(/45 would be received of 40 ordered/).first()).toBeVisible()
  await came('DR-020').fill('40')
  await page.getByRole('button', { name: 'Receive', exact: true }).click()
  await numberOf(page, 'Goods receipt')
  await expect(row(page, 'Lines', /DR-020/)).toContainText('40 EA')
  await expect(row(page, 'Lines', /BR-030/)).toContainText(/20\sEA.*2/)
})

/** Frames worth 20 x 31.00 = 620.00 and 10 x 98.00 = 980.00 came by air: 160.00 of freight by value is 62.00 and 98.00. */
test('the purchasing manager puts freight on goods that have come', async ({ page }) => {
  await actAs(page, 'purchasing')
  await find(page, 'procurement/purchase-orders', 'PO-2026-00021')
  await aside(page).getByRole('link', { name: /GR-/ }).click()
  await numberOf(page, 'Goods receipt')
  await more(page, 'Add landed cost')
  await page.getByRole('textbox', { name: 'Amount' }).fill('160')
  await expect(row(page, 'What each line bears', /CO-010/)).toContainText('62.00')
  await expect(row(page, 'What each line bears', /CO-050/)).toContainText('98.00')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await numberOf(page, 'Landed cost')
  await expect(facts(page)).toContainText('Posted')
  await expect(definition(page, 'USD 160.00')).toBeVisible()
})
