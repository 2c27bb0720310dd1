import type { Settings } from '#platform';
import { notifySender } from './notify-sender.js';
import type { Sender } from './sender.js';
import { smtpSender } from './smtp-sender.js';

/** The ways out that are set up; none where messages are to wait. */
export function openSenders(
  settings: Pick<Settings, 'SMTP_URL' | 'MAIL_FROM' | 'NOTIFY_API_KEY' | 'NOTIFY_TEMPLATE_ID' | 'NOTIFY_URL'>,
): readonly Sender[] {
  const { SMTP_URL: smtp, MAIL_FROM: from, NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE_ID: templateId } = settings;
  const { NOTIFY_URL: url } = settings;
  return [
    ...(smtp === undefined || from === undefined ? [] : [smtpSender({ url: smtp, from })]),
    ...(apiKey === undefined || templateId === undefined
      ? []
      : [notifySender({ apiKey, templateId, ...(url === undefined ? {} : { url }) })]),
  ];
}
