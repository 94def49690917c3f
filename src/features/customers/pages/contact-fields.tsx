import { useTranslations } from 'use-intl'
import { PhoneInput, Select, TextArea, TextInput } from '../../../web/ui/inputs.tsx'

/** What is written down of a customer, new or known. */
export function ContactFields() {
  const t = useTranslations('customers.field')
  const language = useTranslations('common.language')
  return (
    <>
      <TextInput name="name" label={t('name')} maxLength={200} autoComplete="off" required />
      <PhoneInput name="phone" label={t('phone')} autoComplete="off" />
      <TextInput name="email" type="email" label={t('email')} autoComplete="off" />
      <TextArea name="address" label={t('address')} rows={2} maxLength={500} autoComplete="off" optional />
      <Select
        name="locale"
        label={t('locale')}
        options={(['en', 'fa'] as const).map((value) => ({ value, label: language(value) }))}
      />
      <TextArea name="notes" label={t('notes')} hint={t('notesHint')} rows={3} maxLength={5000} optional />
    </>
  )
}
