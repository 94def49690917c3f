import { useTranslations } from 'use-intl'
import { foldDigits, localDigits } from '../../kit/input/fold.ts'
import { cx } from './class-names.ts'

interface IranianPlate {
  parts: string[]
  area: string
}

/** Reads an Iranian plate (12 ب 345 67, in any digits and separators); null for any other. */
export function iranianPlate(plate: string): IranianPlate | null {
  const found =
    /^(\d{2})\s*-?\s*([\u0600-\u06ff]{1,4})\s*-?\s*(\d{3})\s*[-–/]?\s*(?:ایران)?\s*[-–/]?\s*(\d{2})$/u.exec(
      foldDigits(plate.trim()),
    )
  if (!found) return null
  const [, start = '', letter = '', end = '', area = ''] = found
  return { parts: [start, letter, end], area }
}

/** Splits a plate where the script changes, so that each run keeps its own direction and the plate reads from the left. */
function runsOf(plate: string): string[] {
  return plate.match(/[\u0600-\u06ef\u06fa-\u06ff]+|[^\u0600-\u06ef\u06fa-\u06ff]+/gu) ?? [plate]
}

/** A licence plate as it looks on the car; Iranian ones with their letter in the middle and the area at the end. */
export function Plate({ plate, large }: { plate: string; large?: boolean }) {
  const t = useTranslations('ui')
  const iran = iranianPlate(plate)
  const className = cx('plate', large && 'plate-large')
  if (!iran) {
    return (
      <span className={className}>
        <span className="plate-main">
          {runsOf(plate.trim().toUpperCase()).map((run, index) => (
            <bdi key={index}>{run.trim()}</bdi>
          ))}
        </span>
      </span>
    )
  }
  return (
    <span className={className}>
      <span className="plate-main">
        {iran.parts.map((part, index) => (
          <bdi key={index}>{localDigits(part, 'fa')}</bdi>
        ))}
      </span>
      <span className="plate-area">
        {large ? (
          <span className="plate-country" aria-hidden="true">
            {t('plate.iran')}
          </span>
        ) : null}
        <bdi>{localDigits(iran.area, 'fa')}</bdi>
      </span>
    </span>
  )
}
