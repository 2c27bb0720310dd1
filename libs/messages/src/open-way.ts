import type { Settings } from '#platform';
import { notifySender } from './notify-sender.js';
import type { Way } from './deliver-due.js';
import { smtpSender } from './smtp-sender.js';

/** How messages leave the service as it is set up; without a sender they wait. */
export function openWay(settings: Settings): Way {
  const { SMTP_URL: smtp, MAIL_FROM: from, NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE_ID: templateId } = settings;
  const { NOTIFY_URL: url, PUBLIC_URL: publicUrl = '' } = settings;
  const senders = [
    ...(smtp === undefined || from === undefined ? [] : [smtpSender({ url: smtp, from })]),
    ...(apiKey === undefined || templateId === undefined
      ? []
      : [notifySender({ apiKey, templateId, ...(url === undefined ? {} : { url }) })]),
  ];
  return { senders, publicUrl };
}
