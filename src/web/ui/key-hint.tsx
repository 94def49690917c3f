/** Keys as they are pressed: `<KeyHint keys={['Ctrl', 'K']} />`. The names of keys are not translated. */
export function KeyHint({ keys }: { keys: readonly string[] }) {
  return (
    <bdi className="ltr-run nowrap inline-flex gap-1" translate="no">
      {keys.map((key) => (
        <kbd key={key} className="key">
          {key}
        </kbd>
      ))}
    </bdi>
  )
}
