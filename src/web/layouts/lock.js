// Locks a shared device when nobody has touched it for as long as the shop says, and warns shortly before. What is done in
// one tab counts in all. Where this does not run, the server does not let anybody on after that time.
const USED = 'fixbay-used'
const MOVES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']
const WARN_MS = 20_000

// Asked for each time: a page may put another one in its place.
const form = () => document.querySelector('form[data-lock-after]')

function watch() {
  if (!form()) return
  const after = Number(form().dataset.lockAfter) * 60_000
  const left = () => Number(localStorage.getItem(USED)) + after - Date.now()
  let told = 0
  let isTyped = false
  const used = () => {
    const now = Date.now()
    if (now - told < 1000) return
    told = now
    localStorage.setItem(USED, String(now))
    warn()
  }
  const lock = () => {
    clearInterval(timer)
    const here = encodeURIComponent(location.pathname + location.search)
    const sent = form()
    sent.action = `${sent.action.split('?')[0]}?to=${here}${isTyped ? '&typed=1' : ''}`
    sent.submit()
  }
  const warn = () => {
    const warning = document.querySelector('[data-lock-warning]')
    if (warning) warning.hidden = left() > WARN_MS
  }
  // A machine that slept through its time is not woken by a hand on the mouse.
  for (const move of MOVES) addEventListener(move, () => left() > 0 && used(), { passive: true })
  addEventListener('input', (event) => (isTyped ||= event.target.form?.method === 'post'))
  addEventListener('submit', () => (isTyped = false))
  // A page that comes back by the button that leads back may be somebody else's.
  addEventListener('pageshow', (event) => event.persisted && location.reload())
  used()
  const timer = setInterval(() => (left() > 0 ? warn() : form() && lock()), 1000)
}

// The script stands in the head and does not wait: where it is at hand already, the page is not there yet.
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', watch)
else watch()
