// Each from its own file: the package's index would drag its two thousand icons through every build.
import Activity from 'lucide/dist/esm/icons/activity.mjs';
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import ArrowRight from 'lucide/dist/esm/icons/arrow-right.mjs';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import ArrowUpDown from 'lucide/dist/esm/icons/arrow-up-down.mjs';
import AudioLines from 'lucide/dist/esm/icons/audio-lines.mjs';
import Ban from 'lucide/dist/esm/icons/ban.mjs';
import Bot from 'lucide/dist/esm/icons/bot.mjs';
import Building2 from 'lucide/dist/esm/icons/building-complex.mjs';
import ChartColumn from 'lucide/dist/esm/icons/chart-column.mjs';
import Check from 'lucide/dist/esm/icons/check.mjs';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import CircleHelp from 'lucide/dist/esm/icons/circle-question-mark.mjs';
import CircleUser from 'lucide/dist/esm/icons/circle-user.mjs';
import Clock3 from 'lucide/dist/esm/icons/clock-3.mjs';
import Code from 'lucide/dist/esm/icons/code.mjs';
import Copy from 'lucide/dist/esm/icons/copy.mjs';
import CreditCard from 'lucide/dist/esm/icons/credit-card.mjs';
import Download from 'lucide/dist/esm/icons/download.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import ExternalLink from 'lucide/dist/esm/icons/external-link.mjs';
import Eye from 'lucide/dist/esm/icons/eye.mjs';
import FileText from 'lucide/dist/esm/icons/file-text.mjs';
import Gift from 'lucide/dist/esm/icons/gift.mjs';
import Inbox from 'lucide/dist/esm/icons/inbox.mjs';
import Info from 'lucide/dist/esm/icons/info.mjs';
import KeyRound from 'lucide/dist/esm/icons/key-round.mjs';
import Keyboard from 'lucide/dist/esm/icons/keyboard.mjs';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import Lock from 'lucide/dist/esm/icons/lock.mjs';
import LogOut from 'lucide/dist/esm/icons/log-out.mjs';
import Mail from 'lucide/dist/esm/icons/mail.mjs';
import Menu from 'lucide/dist/esm/icons/menu.mjs';
import MessagesSquare from 'lucide/dist/esm/icons/messages-square.mjs';
import Monitor from 'lucide/dist/esm/icons/monitor.mjs';
import Moon from 'lucide/dist/esm/icons/moon.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import RotateCw from 'lucide/dist/esm/icons/rotate-cw.mjs';
import ScrollText from 'lucide/dist/esm/icons/scroll-text.mjs';
import Search from 'lucide/dist/esm/icons/search.mjs';
import ServerCog from 'lucide/dist/esm/icons/server-cog.mjs';
import ShieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import Smartphone from 'lucide/dist/esm/icons/smartphone.mjs';
import Sun from 'lucide/dist/esm/icons/sun.mjs';
import Table from 'lucide/dist/esm/icons/table.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import UserPlus from 'lucide/dist/esm/icons/user-plus.mjs';
import Users from 'lucide/dist/esm/icons/users.mjs';
import Webhook from 'lucide/dist/esm/icons/webhook.mjs';
import Wrench from 'lucide/dist/esm/icons/wrench.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';

/** The icons both apps use, by what they mean here rather than by what they depict. */
export const ICONS = {
  activity: Activity,
  agent: Bot,
  alert: CircleAlert,
  analytics: ChartColumn,
  audit: ScrollText,
  back: ArrowLeft,
  ban: Ban,
  billing: CreditCard,
  check: Check,
  clock: Clock3,
  close: X,
  code: Code,
  conversations: MessagesSquare,
  copy: Copy,
  dashboard: LayoutDashboard,
  delete: Trash2,
  desktop: Monitor,
  down: ArrowDown,
  download: Download,
  edit: Pencil,
  expand: ChevronDown,
  external: ExternalLink,
  eye: Eye,
  forward: ChevronRight,
  gift: Gift,
  help: CircleHelp,
  inbox: Inbox,
  info: Info,
  invoice: FileText,
  key: KeyRound,
  keyboard: Keyboard,
  lock: Lock,
  logout: LogOut,
  mail: Mail,
  menu: Menu,
  mobile: Smartphone,
  more: Ellipsis,
  moon: Moon,
  next: ArrowRight,
  plus: Plus,
  retry: RotateCw,
  search: Search,
  shield: ShieldCheck,
  sort: ArrowUpDown,
  success: CircleCheck,
  sun: Sun,
  system: ServerCog,
  table: Table,
  team: Users,
  tenants: Building2,
  tool: Wrench,
  up: ArrowUp,
  user: CircleUser,
  userPlus: UserPlus,
  voice: AudioLines,
  warning: TriangleAlert,
  webhook: Webhook,
} as const;

export type IconName = keyof typeof ICONS;
