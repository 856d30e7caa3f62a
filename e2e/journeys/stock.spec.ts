import { expect, type Page, test } from '@playwright/test'
import { actAs, actions, numberOf } from '../fixtures/people'
import { SLUG } from '../fixtures/sign-in'

// Two people sign in within one journey, on a machine that may be busy.
test.describe.configure({ timeout: 120_000 })

const ITEM = 'AC-070'
/** A bin that holds nothing else: what is counted there is what this journey has put there. */
const BIN = 'W-02'
const facts = (page: Page) => page.getByRole('article')

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}

/** Five leave the main warehouse; four arrive, and the fifth goes back where it came from. */
async function transfer(page: Page): Promise<void> {
  await page.goto(`/${SLUG}/inventory/transfers/new`)
  await choose(page, 'From', /Main warehouse/)
  await choose(page, 'To', /West coast depot/)
  const cell = (column: string) => page.getByLabel(new RegExp(`^${column}, line 1:`))
  await cell('Item').and(page.getByRole('combobox')).pressSequentially(ITEM)
  await expect(page.getByRole('option', { name: ITEM })).toBeVisible()
  await page.keyboard.press('Tab')
  await cell('Quantity').and(page.getByRole('textbox')).pressSequentially('5')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Create draft' }).click()
  await actions(page).getByRole('button', { name: 'Ship' }).click()
  await numberOf(page, 'Transfer')
  await actions(page).getByRole('button', { name: 'Receive' }).click()
  const arriving = page.getByRole('dialog', { name: 'Receive' })
  await arriving.getByRole('textbox', { name: `Arrived ${ITEM}` }).fill('4')
  await arriving.getByRole('combobox', { name: `Into bin ${ITEM}` }).click()
  await page.getByRole('option', { name: BIN }).click()
  await arriving.getByRole('button', { name: 'Receive' }).click()
  await expect(arriving).toHaveCount(0)
  await actions(page).getByRole('button', { name: 'Close' }).click()
  const closing = page.getByRole('alertdialog', { name: 'Close this transfer?' })
  await expect(closing).toContainText('One line has not fully arrived.'.replace('One', '1'))
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
  await actions(page).getByRole('button', { name: 'Start counting' }).click()
  const sheet = page.getByRole('dialog', { name: 'Make the sheet' })
  await sheet.getByText(BIN, { exact: true }).click()
  await sheet.getByRole('button', { name: 'Start counting' }).click()
  await expect(sheet).toHaveCount(0)
  const count = page.url()
  // Blind: who counts does not see what the books say.
  await expect(page.getByRole('columnheader', { name: 'Books' })).toHaveCount(0)
  await actions(page).getByRole('button', { name: 'Count', exact: true }).click()
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
  await actions(page).getByRole('button', { name: 'Finish counting' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Finish counting' }).click()
  await expect(facts(page)).toContainText('To review')
  await expect(actions(page).getByRole('button', { name: 'Approve and post' })).toBeDisabled()

  await actAs(page, 'controller')
  await page.goto(count)
  const line = page.getByRole('table', { name: 'Sheet' }).getByRole('row', { name: new RegExp(ITEM) })
  await expect(line).toContainText('Over tolerance')
  await expect(line).toContainText('-1')
  await actions(page).getByRole('button', { name: 'Approve and post' }).click()
  await expect(facts(page)).toContainText('Posted')
})
