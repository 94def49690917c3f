import { invalid } from '../../kit/errors.ts'
import { password } from '../../kit/input.ts'
import { isCommonPassword } from './common-passwords.ts'

/** A password that is being chosen: 10 to 200 characters, whatever they are, but not one that is guessed first. */
export const newPassword = () =>
  password({ min: 10, max: 200 }).refine((chosen) => !isCommonPassword(chosen), {
    params: { key: 'commonPassword' },
  })

/** Throws 400 on `/password` for one that is made of the person's own name and address. */
export function refuseOwn(chosen: string, own: readonly (string | null)[]): void {
  if (
    isCommonPassword(
      chosen,
      own.filter((text) => text !== null),
    )
  )
    throw invalid('/password', 'commonPassword')
}
