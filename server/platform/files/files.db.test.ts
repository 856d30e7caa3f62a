import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { actorOf, createTestTenant, type TestTenant } from '@/server/testing/tenant'
import { openAlerts } from '../alerts/alerts'
import { runCommand, runQuery } from '../commands/runner'
import { addComment, comments, deleteComment, editComment } from '../comments/comments'
import { config } from '../config'
import type { Actor } from '../identity/actor'
import { closePools, pools } from '../pools'
import { withTenant } from '../tenancy/transaction'
import { removeView, savedViews, saveView, setDefaultView } from '../views/saved-views'
import { addAttachment, attachmentFile, attachments, removeAttachment } from './attachments'
import { attachable } from './documents'

let t: TestTenant
let author: Actor
let reader: Actor
const member = (actor: Actor) =>
  withTenant(
    pools.app,
    t.admin,
    'write',
    ({ sql }) => sql`
    insert into membership (tenant_id, id, user_id, name, email) values (${t.tenantId}, ${newId()}, ${actor.userId}, ${actor.name}, 'a@example.com')`,
  )
beforeAll(async () => {
  t = await createTestTenant()
  // The company itself stands for a document.
  attachable('test_paper', {
    permission: 'test.paper.view',
    find: async ({ sql, tenantId }, id) => {
      const [row] = await sql<
        { label: string }[]
      >`select code as label from company where tenant_id = ${tenantId} and id = ${id}`
      return row && { companyId: id, createdBy: null, label: row.label }
    },
  })
  author = actorOf(t.tenantId, ['test.paper.view'], { name: 'Ann' })
  reader = actorOf(t.tenantId, ['test.paper.view'], { name: 'Ben' })
  await member(author)
  await member(reader)
})
afterAll(closePools)

const paper = () => ({ document: 'test_paper', documentId: t.companyId })
const PDF = new TextEncoder().encode('%PDF-1.7 hello')
const add = (name: string, bytes: Uint8Array, actor = author) =>
  runCommand(addAttachment, { ...paper(), name, bytes }, { actor })

it('keeps a file by its content, once, and gives it back to who may see the document', async () => {
  const first = await add('offer.pdf', PDF)
  await add('采购/合同.pdf', PDF)
  const list = await runQuery(attachments, paper(), { actor: reader })
  expect(list.map((a) => [a.name, a.mediaType, a.size, a.addedBy, a.mayRemove])).toEqual([
    ['offer.pdf', 'application/pdf', 14, 'Ann', false],
    ['采购_合同.pdf', 'application/pdf', 14, 'Ann', false],
  ])
  expect(readdirSync(path.join(config().dataDir, 'files', t.tenantId))).toHaveLength(1)
  const file = await runQuery(attachmentFile, { id: first.id }, { actor: reader })
  expect(new TextDecoder().decode(file.bytes)).toBe('%PDF-1.7 hello')
  const other = await createTestTenant()
  await expect(runQuery(attachmentFile, { id: first.id }, { actor: other.admin })).rejects.toMatchObject({
    kind: 'not_found',
  })
  await expect(
    runQuery(attachmentFile, { id: first.id }, { actor: actorOf(t.tenantId, ['a.b.c']) }),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(runCommand(removeAttachment, { id: first.id }, { actor: reader })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await runCommand(removeAttachment, { id: first.id }, { actor: author })
  await expect(runQuery(attachmentFile, { id: first.id }, { actor: author })).rejects.toMatchObject({
    kind: 'not_found',
  })
})

it.each([
  ['page.html', '<html>', 'control.file_kind'],
  ['fake.png', '%PDF-1.7', 'control.file_kind'],
  ['script.pdf', '<script>', 'control.file_kind'],
  ['binary.txt', 'a\u0000b', 'control.file_kind'],
  ['empty.txt', '', 'control.file_empty'],
])('refuses %s', async (name, content, code) => {
  await expect(add(name, new TextEncoder().encode(content))).rejects.toMatchObject({ code })
})

it('refuses what is over 20 MB', async () => {
  await expect(add('big.txt', new Uint8Array(20 * 1024 * 1024 + 1).fill(65))).rejects.toMatchObject({
    code: 'control.file_too_large',
  })
})

it('tells the people who are mentioned, once each, and nobody outside the tenant', async () => {
  const mentions = [reader.userId, author.userId, newId()]
  const { id } = await runCommand(addComment, { ...paper(), body: 'Please look, Ben', mentions }, { actor: author })
  expect((await runQuery(openAlerts, {}, { actor: reader })).latest).toMatchObject([
    { kind: 'comment.mention', params: { author: 'Ann', subject: 'C1' }, document: 'test_paper' },
  ])
  expect((await runQuery(openAlerts, {}, { actor: author })).count).toBe(0)
  await expect(runCommand(editComment, { id, body: 'x' }, { actor: reader })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await runCommand(editComment, { id, body: 'Please look' }, { actor: author })
  const [said] = await runQuery(comments, paper(), { actor: reader })
  expect(said).toMatchObject({ body: 'Please look', authorName: 'Ann', mine: false, deleted: false })
  expect(said?.mentions.map((m) => m.name)).toEqual(['Ann', 'Ben'])
  await runCommand(deleteComment, { id }, { actor: author })
  expect(await runQuery(comments, paper(), { actor: reader })).toMatchObject([{ body: '', deleted: true }])
})

it('keeps views for oneself or for everybody, and a default for each person', async () => {
  const save = (actor: Actor, more: object) =>
    runCommand(saveView, { list: 'sales.orders', name: 'Late', shared: false, query: 'f=late', ...more }, { actor })
  const mine = await save(author, {})
  const shared = await save(author, { name: 'All late', shared: true })
  await runCommand(setDefaultView, { list: 'sales.orders', id: shared.id }, { actor: reader })
  expect(await runQuery(savedViews, { list: 'sales.orders' }, { actor: reader })).toEqual([
    { id: shared.id, name: 'All late', shared: true, mine: false, isDefault: true, query: 'f=late' },
  ])
  expect((await runQuery(savedViews, { list: 'sales.orders' }, { actor: author })).map((v) => v.isDefault)).toEqual([
    false,
    false,
  ])
  await expect(save(reader, { id: shared.id })).rejects.toMatchObject({ kind: 'not_found' })
  await expect(
    runCommand(setDefaultView, { list: 'sales.orders', id: mine.id }, { actor: reader }),
  ).rejects.toMatchObject({ kind: 'not_found' })
  await runCommand(removeView, { id: shared.id }, { actor: author })
  expect(await runQuery(savedViews, { list: 'sales.orders' }, { actor: reader })).toEqual([])
})
