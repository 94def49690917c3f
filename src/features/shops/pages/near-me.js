// Fills in where the visitor is and searches again. Where this does not run, a town is asked for.
const button = document.querySelector('[data-near-me]')
const form = button?.closest('form')
const failed = document.querySelector('[data-near-me-failed]')

if (button && form && 'geolocation' in navigator) {
  button.hidden = false
  button.addEventListener('click', () => {
    button.setAttribute('aria-busy', 'true')
    navigator.geolocation.getCurrentPosition(found, refused, { timeout: 15000, maximumAge: 600000 })
  })
}

function found({ coords }) {
  // A hundred metres are near enough to find a shop, and tell less about who looks.
  form.elements.near.disabled = false
  form.elements.near.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`
  form.elements.place.value = ''
  form.requestSubmit()
}

function refused() {
  button.removeAttribute('aria-busy')
  if (failed) failed.hidden = false
}
