import type { Page } from 'playwright-core'

/** A device that keeps passkeys, as Chromium plays it. */
export interface VirtualDevice {
  /** How many passkeys lie on it. */
  count(): Promise<number>
  /** From now on its person does not unlock it. */
  refuse(): Promise<void>
}

/** Gives a page's browser a device with a lock, whose person is there and unlocks it. */
export async function addDevice(page: Page): Promise<VirtualDevice> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    count: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    refuse: async () => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    },
  }
}
