import { formatPhone } from '../../../kit/input.ts'
import { presentPerson } from '../shapes.ts'

/** Somebody who works here, with the phone that their link went to as the shop's region writes it. */
export function readablePerson(
  person: Parameters<typeof presentPerson>[0],
  invitations: Parameters<typeof presentPerson>[1],
  region: string,
) {
  const shown = presentPerson(person, invitations)
  const { invited } = shown
  return { ...shown, invited: invited?.startsWith('+') ? formatPhone(invited, region) : invited }
}
