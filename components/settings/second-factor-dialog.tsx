'use client'
import Image from 'next/image'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { enableSecondFactorInput, passwordInput } from '@/server/contracts/platform/identity'
import { SecretText } from './secret-text'
import { useRun } from './use-run'

export type SecondFactorTask = 'enable' | 'disable' | 'renew'
type Step = { at: 'password' } | { at: 'scan'; secret: string; qr: string } | { at: 'codes'; codes: readonly string[] }

/** Password first; then, for turning on, scan and prove; at the end the recovery codes, once. */
export function SecondFactorDialog({ task, onClose }: { task: SecondFactorTask; onClose: () => void }) {
  const t = useTranslations('settings.security')
  const words = useTranslations('common')
  const api = useTRPCClient()
  const { commit } = useRun()
  const [step, setStep] = useState<Step>({ at: 'password' })
  const afterPassword = async (input: { password: string }) => {
    if (task === 'enable') {
      const { secret, qr } = await api.platform.startSecondFactor.mutate(input)
      setStep({ at: 'scan', secret, qr })
    } else if (task === 'renew') {
      const { recoveryCodes } = await commit(() => api.platform.renewRecoveryCodes.mutate(input))
      setStep({ at: 'codes', codes: recoveryCodes })
    } else {
      await commit(() => api.platform.disableSecondFactor.mutate(input))
      onClose()
    }
  }
  const afterScan = async (input: { code: string }) => {
    const { recoveryCodes } = await api.platform.enableSecondFactor.mutate(input)
    setStep({ at: 'codes', codes: recoveryCodes })
    await commit(async () => {})
  }
  const title = t({ enable: 'turnOn', disable: 'turnOff', renew: 'renewCodes' }[task])
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={title} closeLabel={words('close')} size="sm">
        {step.at === 'password' ? (
          <Form
            key="password"
            schema={passwordInput}
            defaultValues={{ password: '' }}
            onSubmit={afterPassword}
            submitLabel={words('continue')}
            guard={false}
          >
            <TextField
              name="password"
              type="password"
              label={t('currentPassword')}
              required
              autoFocus
              autoComplete="current-password"
            />
          </Form>
        ) : step.at === 'scan' ? (
          <Form
            key="scan"
            schema={enableSecondFactorInput}
            defaultValues={{ code: '' }}
            onSubmit={afterScan}
            submitLabel={t('turnOn')}
            guard={false}
          >
            <p className="text-sm text-muted">{t('scan')}</p>
            <Image
              unoptimized
              width={176}
              height={176}
              alt={t('qr')}
              className="mx-auto size-44 rounded-md bg-white p-2"
              src={`data:image/svg+xml;utf8,${encodeURIComponent(step.qr)}`}
            />
            <SecretText value={step.secret.match(/.{1,4}/g)?.join(' ') ?? step.secret} label={t('secret')} />
            <TextField name="code" label={t('code')} required autoFocus autoComplete="one-time-code" maxLength={6} />
          </Form>
        ) : (
          <div className="grid gap-4">
            <Notice tone="attention">{t('codesOnce')}</Notice>
            <SecretText value={step.codes.join('\n')} label={t('codes')} />
            <Button variant="primary" onClick={onClose}>
              {t('codesKept')}
            </Button>
          </div>
        )}
      </DialogContent>
    </Dialog>
  )
}
