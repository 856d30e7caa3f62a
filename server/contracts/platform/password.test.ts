import { expect, it } from 'vitest'
import { passwordIssue } from './password'

it.each([
  ['short', 'Xk2!qZ9pLm7'],
  ['common', 'aaaaaaaaaaaaaaa'],
  ['common', '123456789012345'],
  ['common', 'password1234!'],
  ['common', 'P@ssw0rd2026!'],
  ['common', 'qwertyqwerty12'],
  ['common', 'passwordpassword'],
  ['common', 'abcdefghijklmnop'],
  ['common', 'Letmein12345678'],
  ['long', 'k7'.repeat(120)],
])('refuses as %s: %s', (why, password) => {
  expect(passwordIssue(password)).toBe(`identity.password_${why}`)
})

it('refuses what is made of the person’s own names', () => {
  expect(passwordIssue('Lindqvist2026!', ['Marta Lindqvist'])).toBe('identity.password_common')
  expect(passwordIssue('marta.lindqvist1', ['marta.lindqvist@example.com'])).toBe('identity.password_common')
})

it.each(['correct horse battery staple', 'tJ4-mvQ9.xwR2', '春眠不觉晓处处闻啼鸟夜来风雨', 'nine purple wagons'])(
  'accepts %s',
  (password) => {
    expect(passwordIssue(password, ['Ann Example', 'ann@example.com'])).toBeNull()
  },
)
