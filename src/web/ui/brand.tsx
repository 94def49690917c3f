/** The mark alone: a bay, open towards the road, with a job tag hanging in it. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d="M3 22V5.5A2.5 2.5 0 0 1 5.5 3h13A2.5 2.5 0 0 1 21 5.5V22"
        stroke="currentColor"
        strokeWidth="2.5"
      />
      <path
        className="brand-tag"
        fillRule="evenodd"
        d="M12 6.5 16.5 10.5V20a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-9.5zM12 10a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z"
      />
    </svg>
  )
}

/** The wordmark: mark and name. The name is not translated. */
export function Brand() {
  return (
    <>
      <BrandMark />
      <span translate="no">Fixbay</span>
    </>
  )
}
