import { TextInput } from '../../../web/ui/inputs.tsx'

/** A PIN: the phone's number pad, nothing kept by the browser of a shared device. */
export function PinInput({
  label,
  hint,
  focused,
  fresh,
}: {
  label: string
  hint?: string
  /** It is the one thing to do on the page. */
  focused?: boolean
  /** A new one is chosen. */
  fresh?: boolean
}) {
  return (
    <TextInput
      name="pin"
      type="password"
      label={label}
      hint={hint}
      inputMode="numeric"
      autoComplete={fresh ? 'new-password' : 'off'}
      maxLength={8}
      required
      // The page is asked for with one finger on the glass; there is nothing else to do on it.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={focused}
      className="tabular pin-input"
    />
  )
}
