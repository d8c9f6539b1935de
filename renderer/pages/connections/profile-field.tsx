import { TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconAction } from '../../components/icon-action.tsx';
import { Select } from '../../components/select.tsx';
import { defaultDraft, type ProfileDraft, type ProfileField } from './profile-draft.ts';
import styles from './profile-field.module.css';

interface FieldProps {
  readonly field: ProfileField;
  readonly draft: ProfileDraft;
  readonly wrong: ReadonlySet<ProfileField>;
  readonly onChange: (change: Partial<ProfileDraft>) => void;
  /** What can be chosen; without it the field is typed. */
  readonly options?: readonly string[];
  readonly readOnly: boolean;
}

/** One field of an API profile: its value, whether that is the default, and the way back to it. */
export function Field({ field, draft, wrong, onChange, options, readOnly }: FieldProps) {
  const { t } = useTranslation();
  const value = draft[field];
  const usual = defaultDraft[field];
  const isDefault = value === usual;
  const label = t(`profile.field.${field}`);
  const shown = (text: string): string =>
    field === 'mode' ? t(`profile.mode.${text === 'single' ? 'single' : 'batch'}`) : text;
  const error = wrong.has(field) ? t(`profile.wrong.${field}`) : null;
  return (
    <div className={styles.field} data-changed={!isDefault || undefined}>
      <div className={styles.name}>
        <label htmlFor={`profile-${field}`}>{label}</label>
        <p>{t(`profile.hint.${field}`)}</p>
      </div>
      <div className={styles.value}>
        {options ? (
          <Select
            id={`profile-${field}`}
            data={options.map((each) => ({ value: each, label: shown(each) }))}
            value={value}
            onChange={(next) => next !== null && onChange({ [field]: next })}
            allowDeselect={false}
            readOnly={readOnly}
            aria-describedby={`profile-${field}-state`}
          />
        ) : (
          <TextInput
            id={`profile-${field}`}
            value={value}
            onChange={(event) => onChange({ [field]: event.currentTarget.value })}
            error={error}
            placeholder={field === 'envelope' ? t('profile.bareArray') : ''}
            spellCheck={false}
            autoCapitalize="off"
            readOnly={readOnly}
            aria-describedby={`profile-${field}-state`}
          />
        )}
        <p className={styles.state} id={`profile-${field}-state`}>
          {isDefault
            ? t('profile.isDefault')
            : t('profile.isChanged', { value: shown(usual) || t('profile.nothing') })}
        </p>
      </div>
      <span className={styles.back}>
        {isDefault || readOnly ? null : (
          <IconAction
            label={t('profile.toDefault', { field: label })}
            onClick={() => onChange({ [field]: usual })}
          >
            <IconArrowBackUp size={16} stroke={1.7} />
          </IconAction>
        )}
      </span>
    </div>
  );
}
