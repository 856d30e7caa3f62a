'use client'
import { useErrorText } from '@/components/error-text'
import { useFrame } from '@/components/shell'
import { permits } from '@/components/shell/navigation'

/** Why the person may not use a permission; undefined when they may. */
export function useRefusal(): (permission: string) => string | undefined {
  const { permissions } = useFrame()
  const say = useErrorText()
  return (permission) =>
    permits(permissions, permission) ? undefined : say({ code: 'common.forbidden', params: { permission } })
}
