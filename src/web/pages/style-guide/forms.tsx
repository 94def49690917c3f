import { Form } from '../../ui/form.tsx'
import { Checkbox, RadioCards, RatingInput } from '../../ui/choices.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { MoneyInput, PhoneInput, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { SubmitButton } from '../../ui/button.tsx'
import { useSample } from './sample.ts'

export function Forms() {
  const t = useSample()
  const problem = {
    errors: [
      { pointer: '/name', message: t('nameError') },
      { pointer: '/customer/phone', message: t('phoneError') },
    ],
  }
  return (
    <Section title={t('forms')}>
      <SearchBox label={t('searchShops')} hotkey="/" />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <Form
          method="post"
          problem={problem}
          values={{ 'customer.phone': '0171 23', email: 'ellen@example.com' }}
        >
          <TextInput name="name" label={t('name')} autoComplete="name" />
          <TextInput name="email" type="email" label={t('email')} optional />
          <PhoneInput name="customer.phone" label={t('phone')} hint={t('phoneHint')} />
          <TextArea name="describe" label={t('describe')} hint={t('describeHint')} />
          <FileDrop name="photos" label={t('photos')} optional />
          <Checkbox name="remind" label={t('remind')} hint={t('remindHint')} defaultChecked />
          <div>
            <SubmitButton>{t('book')}</SubmitButton>
          </div>
        </Form>
        <MoreFields />
      </div>
    </Section>
  )
}

function MoreFields() {
  const t = useSample()
  const makes = [t('make1'), t('make2'), t('make3')].map((label) => ({ value: label, label }))
  return (
    <div className="form content-start">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select name="make" label={t('make')} options={makes} none={t('choose')} />
        <TextInput name="plate" label={t('plate')} ltr defaultValue="B-FX 1042" />
        <TextInput name="odometer" label={t('odometer')} ltr inputMode="numeric" after={t('kilometres')} />
        <MoneyInput name="price" label={t('price')} currency="EUR" defaultAmount={18_400} />
      </div>
      <RadioCards
        name="how"
        label={t('how')}
        defaultValue="card"
        choices={[
          { value: 'card', title: t('card'), note: t('cardNote') },
          { value: 'cash', title: t('cash'), note: t('cashNote') },
        ]}
      />
      <RadioCards
        name="kind"
        label={t('kind')}
        layout="tiles"
        defaultValue="car"
        choices={[
          { value: 'car', title: t('car') },
          { value: 'phone', title: t('phoneKind') },
          { value: 'tablet', title: t('tablet') },
        ]}
      />
      <RatingInput name="stars" label={t('stars')} />
      <Checkbox name="agree" label={t('agree')} />
    </div>
  )
}
