import { useTranslations } from 'use-intl'
import { usePaths } from '../../../web/document.ts'
import { FormKey } from '../../../web/form-key.tsx'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextArea, TextInput } from '../../../web/ui/inputs.tsx'
import type { Asset } from './customer-assets.tsx'
import { useCustomer, useRefusal } from './use-customer.ts'

type Kind = Asset['kind']

/** Writes a vehicle or device down. */
export function AddAssetForm({ kind }: { kind: Kind }) {
  const t = useTranslations('customers')
  const { formKey } = useCustomer()
  const refusal = useRefusal('add')
  return (
    <Form method="post" action="?do=add" problem={refusal.problem} values={refusal.values} className="pb-6">
      <FormKey value={refusal.formKey ?? formKey} />
      <AssetFields kind={kind} />
      <Buttons>{t('asset.saveNew')}</Buttons>
    </Form>
  )
}

/** Corrects what is known of one, or takes it off the list. */
export function EditAssetForm({ asset }: { asset: Asset }) {
  const t = useTranslations('customers')
  const refusal = useRefusal('asset')
  const archiving = useRefusal('archive')
  const query = `asset=${asset.id}&edit=${asset.id}`
  return (
    <div className="grid gap-4">
      <Form
        method="post"
        action={`?do=asset&${query}`}
        problem={refusal.problem}
        values={refusal.values ?? asset}
      >
        <input type="hidden" name="version" value={String(asset.version)} />
        <AssetFields kind={asset.kind} withNotes />
        <Buttons>{t('save')}</Buttons>
      </Form>
      <Form
        method="post"
        action={`?do=archive&${query}`}
        problem={archiving.problem}
        className="border-t border-line pt-4"
      >
        <input type="hidden" name="version" value={String(asset.version)} />
        <p className="small quiet">{t('asset.archiveHint')}</p>
        <p>
          <SubmitButton kind="quiet" size="small">
            {t('asset.archive')}
          </SubmitButton>
        </p>
      </Form>
    </div>
  )
}

function Buttons({ children }: { children: string }) {
  const ui = useTranslations('ui')
  const to = usePaths()
  const { shop, customer } = useCustomer()
  return (
    <div className="flex flex-wrap gap-2">
      <SubmitButton>{children}</SubmitButton>
      <LinkButton to={to.customer(shop.slug, customer.id)} kind="bare" preventScrollReset>
        {ui('cancel')}
      </LinkButton>
    </div>
  )
}

function AssetFields({ kind, withNotes }: { kind: Kind; withNotes?: boolean }) {
  const t = useTranslations('customers.asset')
  return (
    <div className="grid max-w-[40rem] gap-4 sm:grid-cols-2">
      <input type="hidden" name="kind" value={kind} />
      {kind === 'vehicle' ? (
        <>
          <TextInput name="make" label={t('make')} maxLength={80} autoComplete="off" required />
          <TextInput name="model" label={t('model')} maxLength={80} autoComplete="off" required />
          <TextInput name="plate" label={t('plate')} maxLength={30} autoComplete="off" optional />
          <TextInput
            name="year"
            label={t('year')}
            inputMode="numeric"
            maxLength={4}
            autoComplete="off"
            ltr
            optional
          />
          <TextInput name="vin" label={t('vin')} maxLength={30} autoComplete="off" ltr optional />
          <TextInput
            name="odometer"
            label={t('odometer')}
            inputMode="numeric"
            maxLength={12}
            autoComplete="off"
            ltr
            optional
          />
        </>
      ) : (
        <>
          <TextInput name="brand" label={t('brand')} maxLength={80} autoComplete="off" required />
          <TextInput name="model" label={t('model')} maxLength={80} autoComplete="off" required />
          <TextInput
            name="imei"
            label={t('imei')}
            inputMode="numeric"
            maxLength={30}
            autoComplete="off"
            ltr
            optional
          />
          <TextInput name="serial" label={t('serial')} maxLength={40} autoComplete="off" ltr optional />
        </>
      )}
      {withNotes ? (
        <div className="sm:col-span-2">
          <TextArea name="notes" label={t('notes')} rows={2} maxLength={5000} optional />
        </div>
      ) : null}
    </div>
  )
}
