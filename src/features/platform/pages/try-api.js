// Lets a reader of the API page send a call and see the answer, as the person whom the browser is signed in as.
const words = document.querySelector('[data-api]')?.dataset ?? {}

for (const button of document.querySelectorAll('[data-try]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    button.replaceWith(formOf(button.dataset, button.closest('details')))
  })
}

function formOf({ method, path, example, file }, details) {
  const form = element('form', { className: 'api-try' })
  for (const row of details.querySelectorAll('[data-in]')) {
    const { in: place, name, required, many } = row.dataset
    const input = element('input', { className: 'input input-ltr', name, required: required !== undefined })
    Object.assign(input.dataset, { in: place, ...(many === undefined ? {} : { many }) })
    form.append(label(name, input))
  }
  if (file !== undefined)
    form.append(label('file', element('input', { type: 'file', name: 'file', required: true })))
  if (example !== undefined) {
    const body = element('textarea', {
      className: 'input input-area input-ltr',
      name: 'body',
      value: example,
    })
    body.spellcheck = false
    form.append(label('body', body))
  }
  const answer = element('pre', { className: 'api-answer', hidden: true, tabIndex: 0 })
  answer.dir = 'ltr'
  answer.setAttribute('role', 'status')
  answer.setAttribute('aria-label', words.answer)
  form.append(element('button', { className: 'btn btn-primary', textContent: words.send }), answer)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(form, method, path, answer)
  })
  return form
}

async function send(form, method, path, answer) {
  const query = new URLSearchParams()
  const headers = {}
  let address = path
  for (const { name, value, dataset } of form.querySelectorAll('[data-in]')) {
    if (dataset.in === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value))
    else if (dataset.in === 'header' && value) headers[name] = value
    else if (value)
      for (const one of dataset.many === undefined ? [value] : value.split(/\s+/)) query.append(name, one)
  }
  const { body, file } = form.elements
  if (body?.value.trim()) headers['content-type'] = 'application/json'
  const data = file ? new FormData(form) : body?.value.trim()
  answer.hidden = false
  answer.textContent = '…'
  try {
    const call = { method, headers, ...(data ? { body: data } : {}) }
    const response = await fetch(query.size > 0 ? `${address}?${query}` : address, call)
    answer.textContent = `${response.status} ${response.statusText}\n\n${pretty(await response.text())}`
  } catch (error) {
    answer.textContent = String(error)
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function label(name, control) {
  const whole = element('label', { className: 'api-try-field' })
  const title = element('code', { textContent: name })
  title.dir = 'ltr'
  whole.append(title, control)
  return whole
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties)
}
