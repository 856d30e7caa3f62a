import { describe, expect, it } from 'vitest'
import { readConfig } from '@/server/platform/config'
import { mayReadMetrics } from './operations'

const local = readConfig({})
const open = readConfig({ KEEL_HOST: '0.0.0.0' })
const guarded = readConfig({ KEEL_HOST: '0.0.0.0', KEEL_METRICS_TOKEN: 'a-metrics-token-of-length' })
const host = { host: '127.0.0.1:3000' }

describe('who may read the metrics', () => {
  it.each([
    ['this machine', local, host, true],
    ['this machine, as Next marks it', local, { ...host, 'x-forwarded-for': '::ffff:127.0.0.1' }, true],
    ['this machine over IPv6', local, { host: '[::1]:3000' }, true],
    ['a proxy for someone else', local, { ...host, 'x-forwarded-for': '203.0.113.7' }, false],
    ['a proxy that names several', local, { ...host, 'x-forwarded-for': '127.0.0.1, 203.0.113.7' }, false],
    ['a proxy with the newer header', local, { ...host, forwarded: 'for=203.0.113.7' }, false],
    ['a public name', local, { host: 'erp.example.com' }, false],
    ['a forged loopback on an open address', open, { ...host, 'x-forwarded-for': '127.0.0.1' }, false],
    ['no token', guarded, host, false],
    ['a wrong token', guarded, { ...host, authorization: 'Bearer a-metrics-token-of-lengtH' }, false],
    ['the token', guarded, { host: 'erp.example.com', authorization: 'Bearer a-metrics-token-of-length' }, true],
  ])('%s', (_, settings, headers, expected) => {
    expect(mayReadMetrics(new Headers(headers as Record<string, string>), settings)).toBe(expected)
  })
})
