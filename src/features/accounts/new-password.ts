import { invalid } from '../../kit/errors.ts'
import { password } from '../../kit/input.ts'
import { isCommonPassword } from './common-passwords.ts'

/** A password that is being chosen: 10 to 200 characters, whatever they are. */
export const newPassword = () => password({ min: 10, max: 200 })

/** Throws 400 on `/password` for one that is guessed first, the person's own name and address included. */
export function refuseCommon(chosen: string, own: readonly (string | null)[]): void {
  if (
    isCommonPassword(
      chosen,
      own.filter((text) => text !== null),
    )
  )
    throw invalid('/password', 'commonPassword')
}
