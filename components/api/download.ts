import type { ErrorParams } from '@/server/kernel/errors'

export interface Refusal {
  readonly code: string
  readonly params: ErrorParams
}

/** Asks the server for a file and saves it under the name it gives; resolves to the refusal, if there is one. */
export async function download(url: string, tenant: string, body: unknown): Promise<Refusal | null> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-keel-tenant': tenant },
    body: JSON.stringify(body),
  })
  if (!response.ok) {
    const told = (await response.json().catch(() => null)) as { error?: Refusal } | null
    return told?.error ?? { code: 'common.internal', params: {} }
  }
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const address = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: decodeURIComponent(name ?? 'keel'),
  })
  link.click()
  URL.revokeObjectURL(address)
  return null
}
