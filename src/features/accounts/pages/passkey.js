// Passkeys on pages without React: each form with `data-passkey` gets the device's answer before it is sent.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }))

/** What the browser's own call takes; older browsers cannot read the JSON by themselves. */
function readOptions(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user ? { user: { ...options.user, id: bytes(options.user.id) } } : {}),
    excludeCredentials: withBytes(options.excludeCredentials),
    allowCredentials: withBytes(options.allowCredentials),
  }
}

/** The device's answer as JSON. */
function writeAnswer({ id, rawId, type, response }) {
  const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } = response
  const parts = attestationObject
    ? { attestationObject: text(attestationObject), transports: response.getTransports?.() ?? [] }
    : {
        authenticatorData: text(authenticatorData),
        signature: text(signature),
        userHandle: userHandle ? text(userHandle) : null,
      }
  return JSON.stringify({
    id,
    rawId: text(rawId),
    type,
    response: { clientDataJSON: text(clientDataJSON), ...parts },
    clientExtensionResults: {},
  })
}

async function ask(field, kind) {
  const answer = await fetch(field.dataset.passkeyOptions, { method: 'POST' })
  if (!answer.ok) throw new Error(`options: ${answer.status}`)
  const publicKey = readOptions(await answer.json())
  return navigator.credentials[kind]({ publicKey })
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) break
  form.hidden = false
  document.querySelector('[data-passkey-none]')?.setAttribute('hidden', '')
  form.addEventListener('submit', (event) => {
    if (form.elements.response.value !== '') return
    event.preventDefault()
    void send(form)
  })
}

/** Asks the device, then sends the form with its answer. */
async function send(form) {
  const field = form.elements.response
  const failed = form.querySelector('[data-passkey-failed]')
  const button = form.querySelector('[type=submit]')
  failed.hidden = true
  button.setAttribute('aria-busy', 'true')
  try {
    field.value = writeAnswer(await ask(field, form.dataset.passkey))
    form.submit()
  } catch {
    failed.hidden = false
    button.removeAttribute('aria-busy')
  }
}
