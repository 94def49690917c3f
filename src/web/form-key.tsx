import { FORM_KEY } from '../kit/http/form-key.ts'

/**
 * Makes a second press of the same form the same press. `value` comes from the loader (`newFormKey()`), after a refusal
 * from the answer: `<FormKey value={actionData?.formKey ?? loaderData.formKey} />`. A page with it is never cached.
 */
export function FormKey({ value }: { value: string }) {
  return <input type="hidden" name={FORM_KEY} value={value} />
}
