import { expect, type Page, test } from '@playwright/test'
import { totpCode } from '../fixtures/totp'

const PASSWORD = 'walnut harbor lantern 41'

/** Somebody new signs up, and sets up their first company by the guided page. */
async function signUp(page: Page): Promise<{ email: string; slug: string }> {
  const name = `Harbor Tools ${Date.now().toString(36)}`
  const email = `${name.toLowerCase().replaceAll(' ', '-')}@example.com`
  await page.goto('/sign-up')
  await page.getByLabel('Organisation').fill(name)
  await page.getByLabel('Your name').fill('Ada Fischer')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Your first company' })).toBeVisible()
  await page.getByLabel('Country').selectOption('DE')
  await expect(page.getByLabel('Base currency')).toHaveValue('EUR')
  await page.getByRole('button', { name: 'Set up the company' }).click()
  await page.waitForURL(/\/harbor-tools-[a-z0-9-]+$/)
  await expect(page.getByRole('main')).toBeVisible()
  return { email, slug: new URL(page.url()).pathname.slice(1) }
}

test('somebody signs up, turns on a second factor, and it is asked for at the next sign-in', async ({ page }) => {
  const { email, slug } = await signUp(page)

  await page.goto(`/${slug}/settings/security`)
  await page.getByRole('button', { name: 'Turn on' }).click()
  const dialog = page.getByRole('dialog', { name: 'Turn on' })
  await dialog.getByLabel('Current password').fill('not the password at all')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('alert').first()).toBeVisible()
  await dialog.getByLabel('Current password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible()
  const secret = await dialog.getByTitle('Key', { exact: true }).textContent()
  await dialog.getByLabel('Code').fill('000000')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByRole('alert').first()).toBeVisible()
  await dialog.getByLabel('Code').fill(totpCode(secret ?? ''))
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  const recovery = ((await dialog.getByTitle('Recovery codes').textContent()) ?? '').split('\n')
  expect(recovery.length).toBeGreaterThan(5)
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('On', { exact: true })).toBeVisible()

  const signIn = async (code: string) => {
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await signIn(totpCode(secret ?? '', 1))
  await page.waitForURL(`**/${slug}`)
  // The password alone opens nothing, and a recovery code works once.
  await page.context().clearCookies()
  await signIn('123456')
  await expect(page.getByRole('alert').first()).toBeVisible()
  await page.goto(`/${slug}/sales/sales-orders`)
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
  await signIn(recovery[0] ?? '')
  await page.waitForURL(`**/${slug}`)
  await page.goto(`/${slug}/settings/security`)
  await expect(page.getByText(`${recovery.length - 1} recovery codes left`)).toBeVisible()
})

test('a list of customers is checked before it is taken: each error by row and column, nothing written until it is right', async ({
  page,
}) => {
  const { slug } = await signUp(page)
  await page.goto(`/${slug}/settings/import`)
  await page.getByRole('combobox', { name: 'What to import' }).click()
  await page.getByRole('option', { name: 'Customers', exact: true }).click()
  const file = (lines: string[]) => ({
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['code,name,currency,credit limit,email,country,city', ...lines].join('\n')),
  })
  const drop = page.locator('input[type=file]')
  await drop.setInputFiles(
    file([
      'C-1,Nordwind Räder,EUR,5000,kontakt@nordwind.example,DE,Kiel',
      'C-2,,EUR,100,,DE,Bonn',
      'C-3,Alpenrad,EURO,100,,AT,Graz',
      'C-4,Südlicht,EUR,viel,kein-at,DE,Ulm',
      'C-1,Zweimal,EUR,1,,DE,Jena',
    ]),
  )
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  const result = page.getByRole('region', { name: 'Result' })
  await expect(result).toContainText(
    '5 rows checked: 1 can be imported, 0 are there already, 4 have errors. Nothing was written.',
  )
  const wrong = result.getByRole('table', { name: 'What is wrong' })
  for (const [row, column] of [
    ['3', 'Name'],
    ['4', 'Currency'],
    ['5', 'Credit limit'],
    ['5', 'E-mail'],
    ['6', 'Code'],
  ])
    await expect(wrong.getByRole('row', { name: new RegExp(`^${row} ${column} `) })).toBeVisible()
  const count = async () => {
    const tab = await page.context().newPage()
    await tab.goto(`/${slug}/sales/customers`)
    const found = (await tab.getByRole('heading', { name: 'Customers' }).locator('..').textContent()) ?? ''
    await tab.close()
    return found
  }
  expect(await count()).not.toMatch(/[1-9]/)

  await drop.setInputFiles(
    file(['C-1,Nordwind Räder,EUR,5000,kontakt@nordwind.example,DE,Kiel', 'C-3,Alpenrad,EUR,100,,AT,Graz']),
  )
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(result).toContainText('2 rows checked: 2 can be imported')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(result).toContainText('2 rows read: 2 imported, 0 were there already and stay as they are, 0 rejected.')
  await page.goto(`/${slug}/sales/customers`)
  await expect(page.getByRole('link', { name: 'C-1' })).toBeVisible()
  await expect(page.getByRole('row', { name: /Alpenrad/ })).toContainText('100.00')

  // What the company opens with: a control account is refused, the rest stands in the books at once.
  await page.goto(`/${slug}/settings/import`)
  await page.getByRole('combobox', { name: 'What to import' }).click()
  await page.getByRole('option', { name: 'Opening balances (general ledger)' }).click()
  const balances = (lines: string[]) => ({
    name: 'balances.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['account,date,debit,credit', ...lines].join('\n')),
  })
  const day = `${new Date().getUTCFullYear()}-01-01`
  await drop.setInputFiles(balances([`1020,${day},12500.00,`, `1100,${day},500.00,`, `3000,${day},,many`]))
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(result).toContainText('3 rows checked: 1 can be imported, 0 are there already, 2 have errors.')
  await expect(wrong.getByRole('row', { name: /^3 Account .*control account/ })).toBeVisible()
  await expect(wrong.getByRole('row', { name: /^4 Credit / })).toBeVisible()
  await drop.setInputFiles(balances([`1020,${day},12500.00,`, `3000,${day},,12500.00`]))
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(result).toContainText('2 rows read: 2 imported')
  await page.goto(`/${slug}/finance/reports/trial-balance`)
  await expect(page.getByRole('row', { name: /^Total/ })).toContainText(/12,500\.00\s*12,500\.00/)
})
