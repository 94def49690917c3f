import { hash, verify } from '@node-rs/argon2'
import { signInOwner } from '../e2e/support/small-shop.ts'
import type { Installation } from './support/installation.ts'
import { poster, rate } from './support/load.ts'
import { hammer } from './support/raw-client.ts'
import { interleave } from './support/rounds.ts'
import { perSecond, type Sheet, times } from './support/sheet.ts'

const PEOPLE = 8
const MILLISECONDS = 1000
const PASSWORD = 'Kestrel-harbour-7'
// As the program hashes (accounts/password-hash.ts): argon2id, 19 MiB, two passes.
const SETTINGS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const FLOOD = 32
const OTHERS = { connections: 4, milliseconds: MILLISECONDS }

/**
 * Sign-ins of eight people, beside bare verification of such a hash by one thread; and what other requests keep of their
 * pace while a flood of wrong passwords comes in.
 */
export async function benchSignIns(
  sheet: Sheet,
  rounds: number,
  on: Installation,
  betweenRounds: () => void,
): Promise<void> {
  const { url } = on.fixbay
  await register(url)
  const login = poster(`${url}/api/auth/login`, PEOPLE)
  const flood = poster(`${url}/api/auth/login`, FLOOD)
  const hashed = await hash(PASSWORD, SETTINGS)
  const list = `${url}/api/service-request?shop=${on.shop.slug}&limit=50`
  const owner = { authorization: `Bearer ${await signInOwner(on.fixbay)}` }
  const result = await interleave(
    rounds,
    {
      program: () => rate(PEOPLE, MILLISECONDS, async (n) => expect(await login.post(credentials(n)), 200)),
      bare: () => rate(1, MILLISECONDS, async () => expect(await verify(hashed, PASSWORD), true)),
      calm: () => hammer(list, owner, OTHERS),
      flooded: () => whileFlooded(flood.post, () => hammer(list, owner, OTHERS)),
    },
    betweenRounds,
  )
  login.close()
  flood.close()
  sheet.heading(`Sign-ins by password, ${PEOPLE} at once, one thread for hashes`)
  const ratio = result.ratio('program', 'bare')
  const pace = `${perSecond(result.median('program'))} beside ${perSecond(result.median('bare'))}: ${times(ratio)}`
  sheet.line('beside bare argon2id', pace, ratio, { atLeast: 0.6 })
  const kept = result.ratio('flooded', 'calm')
  const others = `${perSecond(result.median('flooded'))} of ${perSecond(result.median('calm'))}: ${times(kept)}`
  sheet.line(`lists of 50 orders while ${FLOOD} sign in wrongly`, others, kept, { atLeast: 0.5 })
}

const credentials = (n: number) => ({ email: `person${n}@example.org`, password: PASSWORD })

async function register(url: string): Promise<void> {
  const { post, close } = poster(`${url}/api/user/create-customer`, 1)
  for (let n = 0; n < PEOPLE; n += 1) {
    expect(await post({ ...credentials(n), name: `Person ${n}` }), 201)
  }
  close()
}

/** Signs in wrongly over and over, at addresses that nobody has, until the work is done. */
async function whileFlooded<T>(post: (body: object) => Promise<number>, work: () => Promise<T>): Promise<T> {
  let isOver = false
  const flooding = Array.from({ length: FLOOD }, async (_, client) => {
    for (let n = 0; !isOver; n += 1) {
      const status = await post({ email: `nobody${client}.${n}@example.org`, password: 'wrong-password' })
      if (status !== 401 && status !== 503) throw new Error(`a wrong sign-in answered ${status}`)
    }
  })
  const result = await work().finally(() => (isOver = true))
  await Promise.all(flooding)
  return result
}

function expect(found: number | boolean, wanted: number | boolean): void {
  if (found !== wanted) throw new Error(`found ${String(found)}, not ${String(wanted)}`)
}
