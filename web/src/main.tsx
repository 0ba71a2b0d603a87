import { render } from 'preact';
import './style/index.css';

const root = document.getElementById('app');
if (root) render(<main />, root);
