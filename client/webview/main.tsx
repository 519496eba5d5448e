import { render } from 'preact';
import { connectHost } from './host.ts';
import './style/panel.css';
import { Panel } from './view/Panel.tsx';

const root = document.getElementById('root');
if (root) render(<Panel host={connectHost()} />, root);
