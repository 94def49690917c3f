import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'

/** Codes of an authenticator app (RFC 6238): six digits, a new one every thirty seconds. */

const STEP_SECONDS = 30
// A phone's clock may be half a minute off, and typing takes time: the steps just before and after count too.
const STEPS_AROUND = 1

/** A new secret, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address that an authenticator app reads from its picture. */
export function totpAddress(secret: string, issuer: string, label: string): string {
  return totpOf(secret, issuer, label).toString()
}

/** The step that a code belongs to, or null where it is none of now. */
export function totpStep(secret: string, code: string, now: Temporal.Instant): number | null {
  const timestamp = now.epochMilliseconds
  const off = totpOf(secret).validate({ token: code, timestamp, window: STEPS_AROUND })
  return off === null ? null : Math.floor(timestamp / (STEP_SECONDS * 1000)) + off
}

/** The code of an instant, as the app shows it. */
export function totpCode(secret: string, at: Temporal.Instant): string {
  return totpOf(secret).generate({ timestamp: at.epochMilliseconds })
}

/** A picture of a text for a camera: dark on white in both themes, since cameras want it so. */
export function qrPicture(text: string): string {
  return renderSVG(text, { border: 2, ecc: 'M' })
}

function totpOf(secret: string, issuer = '', label = 'OTPAuth'): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: STEP_SECONDS, digits: 6 })
}
