const people = [
  ['owner', 'owner of Harbor Auto'],
  ['manager', 'manager'],
  ['advisor', 'service advisor'],
  ['technician', 'technician'],
  ['finance', 'finance'],
  ['marketing', 'marketing'],
  ['editor', 'editor'],
  ['analyst', 'analyst'],
  ['compliance', 'compliance'],
  ['customer', 'customer'],
  ['modir', 'owner of Tehran Karshenasi (Persian)'],
  ['superadmin', 'super admin of the platform'],
  ['admin', 'admin of the platform'],
  ['support', 'support of the platform'],
] as const

/** The lines that tell a newcomer how to sign in. */
export function signIns(url: string): string[] {
  return [
    '',
    `Sign in at ${url}/sign-in, each with the password Fixbay-demo-1:`,
    ...people.map(([name, role]) => `  ${`${name}@fixbay.example`.padEnd(28)} ${role}`),
  ]
}
