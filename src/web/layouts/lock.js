// Locks a shared device when nobody has touched it for as long as the shop says. What is done in one tab counts in all.
// Where this does not run, the server does not let anybody on after that time.
const form = document.querySelector('form[data-lock-after]')
const USED = 'fixbay-used'
const MOVES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']

if (form) {
  const after = Number(form.dataset.lockAfter) * 60_000
  let told = 0
  const used = () => {
    const now = Date.now()
    if (now - told < 1000) return
    told = now
    localStorage.setItem(USED, String(now))
  }
  for (const move of MOVES) addEventListener(move, used, { passive: true })
  // A page that comes back by the button that leads back may be somebody else's.
  addEventListener('pageshow', (event) => event.persisted && location.reload())
  used()
  const timer = setInterval(() => {
    if (Date.now() - Number(localStorage.getItem(USED)) < after) return
    clearInterval(timer)
    const here = location.pathname + location.search
    form.action = `${form.action.split('?')[0]}?to=${encodeURIComponent(here)}`
    form.submit()
  }, 2000)
}
