import { expect, type Page, test } from '@playwright/test'
import { actions, cell, choose, facts, numberOf, row, run, typeItem } from '../fixtures/document'
import { actAs } from '../fixtures/people'
import { SLUG } from '../fixtures/sign-in'

const ITEM = 'AC-070'
/** A bin that holds nothing else: what is counted there is what this journey has put there. */
const BIN = 'W-02'

/** Five leave the main warehouse; four arrive, and the fifth goes back where it came from. */
async function transfer(page: Page): Promise<void> {
  await page.goto(`/${SLUG}/inventory/transfers/new`)
  await choose(page, 'From', /Main warehouse/)
  await choose(page, 'To', /West coast depot/)
  await typeItem(page, 1, ITEM)
  await cell(page, 'Quantity', 1, 'textbox').pressSequentially('5')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Create draft' }).click()
  await run(page, 'Ship')
  await numberOf(page, 'Transfer')
  await run(page, 'Receive')
  const arriving = page.getByRole('dialog', { name: 'Receive' })
  await arriving.getByRole('textbox', { name: `Arrived ${ITEM}` }).fill('4')
  await choose(page, `Into bin ${ITEM}`, BIN)
  await arriving.getByRole('button', { name: 'Receive' }).click()
  await expect(arriving).toHaveCount(0)
  await run(page, 'Close')
  const closing = page.getByRole('alertdialog', { name: 'Close this transfer?' })
  await expect(closing).toContainText('1 line has not fully arrived.')
  await closing.getByRole('button', { name: 'Close' }).click()
  await expect(facts(page)).toContainText('Received')
}

test('goods travel between warehouses; a blind count finds one less, and somebody else approves that', async ({
  page,
}) => {
  await actAs(page, 'warehouse')
  await transfer(page)

  await page.goto(`/${SLUG}/inventory/counts/new`)
  await choose(page, 'Warehouse', /West coast depot/)
  await page.getByRole('button', { name: 'Create count' }).click()
  await run(page, 'Start counting')
  const sheet = page.getByRole('dialog', { name: 'Make the sheet' })
  await sheet.getByText(BIN, { exact: true }).click()
  await sheet.getByRole('button', { name: 'Start counting' }).click()
  await expect(sheet).toHaveCount(0)
  const count = page.url()
  // Blind: who counts does not see what the books say.
  await expect(page.getByRole('columnheader', { name: 'Books' })).toHaveCount(0)
  await run(page, 'Count')
  const scan = page.getByRole('textbox', { name: 'Scan or type item, barcode or lot' })
  await scan.fill('NO-SUCH-CODE')
  await scan.press('Enter')
  await expect(page.getByText('Nothing on this sheet or in the items is called “NO-SUCH-CODE”.')).toBeVisible()
  await scan.fill(ITEM)
  await scan.press('Enter')
  const quantity = page.getByRole('textbox', { name: /^Counted quantity of/ })
  await quantity.fill('3')
  await quantity.press('Enter')
  await expect(page.getByText('Everything is counted.')).toBeVisible()
  await page.goto(count)
  await run(page, 'Finish counting')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Finish counting' }).click()
  await expect(facts(page)).toContainText('To review')
  await expect(actions(page).getByRole('button', { name: 'Approve and post' })).toBeDisabled()

  await actAs(page, 'controller')
  await page.goto(count)
  const line = row(page, 'Sheet', new RegExp(ITEM))
  await expect(line).toContainText('Over tolerance')
  await expect(line).toContainText('-1')
  await run(page, 'Approve and post')
  await expect(facts(page)).toContainText('Posted')
})
