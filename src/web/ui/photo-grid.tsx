import { useTranslations } from 'use-intl'

export interface Photo {
  id: string
  url: string
  /** A small one to show, where there is one. */
  thumbUrl?: string | undefined
  /** What is to be seen, where somebody wrote it. */
  caption?: string | undefined
}

/** Photos as small squares; each opens the whole picture. */
export function PhotoGrid({ photos }: { photos: readonly Photo[] }) {
  const t = useTranslations('ui')
  return (
    <ul className="photos">
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <a href={photo.url}>
            <img
              src={photo.thumbUrl ?? photo.url}
              loading="lazy"
              decoding="async"
              className="photo"
              alt={photo.caption || t('photoNumber', { number: index + 1 })}
            />
          </a>
        </li>
      ))}
    </ul>
  )
}
